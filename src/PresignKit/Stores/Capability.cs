namespace PresignKit;

/// <summary>Whether a kind of store can do something. Unknown counts as No wherever a promise depends on it.</summary>
public enum Capability
{
    /// <summary>Nobody has measured it.</summary>
    Unknown,

    /// <summary>Measured or documented: it cannot.</summary>
    No,

    /// <summary>Measured or documented: it can.</summary>
    Yes,
}
