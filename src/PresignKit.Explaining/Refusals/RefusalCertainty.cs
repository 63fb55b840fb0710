namespace PresignKit.Explaining;

/// <summary>How certain a finding is, most certain first.</summary>
public enum RefusalCertainty
{
    /// <summary>The request itself shows it, a comparison with what was issued or received, or recomputing the signature.</summary>
    Proven = 0,

    /// <summary>The store's answer says so. Nothing was recomputed, so it is as reliable as the store.</summary>
    Stated = 1,

    /// <summary>The best match for everything that is known.</summary>
    Likely = 2,

    /// <summary>One match among several.</summary>
    Possible = 3,

    /// <summary>Conspicuous, but not the cause.</summary>
    Harmless = 4,
}
