namespace PresignKit.AspNetCore.Tests.Fakes;

/// <summary>The moments of a completion at which somebody else can act.</summary>
public enum RaceStep
{
    /// <summary>Before the upload is looked at.</summary>
    Look,

    /// <summary>Between the look and the first bytes.</summary>
    Read,

    /// <summary>Between the first bytes and the copy.</summary>
    Copy,

    /// <summary>Between the copy and the look at it.</summary>
    Verify,

    /// <summary>Between the look at the copy and the application's acceptance.</summary>
    Accept,

    /// <summary>Between the acceptance and the deletion of what the slot wrote.</summary>
    Settle,
}
