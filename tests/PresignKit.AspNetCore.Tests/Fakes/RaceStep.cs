namespace PresignKit.AspNetCore.Tests.Fakes;

/// <summary>The moments of the completion of a frozen slot at which another client can act.</summary>
public enum RaceStep
{
    /// <summary>Before the upload is found.</summary>
    Look,

    /// <summary>After the upload is found, before the copy.</summary>
    Copy,

    /// <summary>After the copy, before it is found.</summary>
    Verify,

    /// <summary>Before the copy's first bytes are read.</summary>
    Read,

    /// <summary>After the copy is verified, before it is recorded.</summary>
    Record,

    /// <summary>After it is recorded, before the application accepts it.</summary>
    Accept,

    /// <summary>After the application accepts it, before the slot's object is deleted.</summary>
    Settle,
}
