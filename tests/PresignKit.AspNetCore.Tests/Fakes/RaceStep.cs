namespace PresignKit.AspNetCore.Tests.Fakes;

/// <summary>The moments of a completion at which another client can act.</summary>
public enum RaceStep
{
    /// <summary>Before the upload is found.</summary>
    Look,

    /// <summary>After the upload is found, before its first bytes are read.</summary>
    Read,

    /// <summary>After the first bytes are read, before the copy.</summary>
    Copy,

    /// <summary>After the copy, before it is verified.</summary>
    Verify,

    /// <summary>After the copy is verified, before the application accepts it.</summary>
    Accept,

    /// <summary>After the application accepts it, before the slot's object is deleted.</summary>
    Settle,
}
