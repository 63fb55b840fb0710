namespace PresignKit;

/// <summary>Whether a kind of store can do something. If a guarantee depends on it, Unknown counts as No.</summary>
public enum Capability
{
    /// <summary>It has been neither measured nor documented.</summary>
    Unknown,

    /// <summary>It cannot, as measured or documented.</summary>
    No,

    /// <summary>It can, as measured or documented.</summary>
    Yes,
}
