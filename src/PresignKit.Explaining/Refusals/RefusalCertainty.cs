namespace PresignKit.Explaining;

/// <summary>How certain a finding is, most certain first.</summary>
public enum RefusalCertainty
{
    /// <summary>The store's answer or the request itself shows it, or recomputing the signature confirmed it.</summary>
    Proven = 0,

    /// <summary>The best match for everything that is known.</summary>
    Likely = 1,

    /// <summary>One match among several.</summary>
    Possible = 2,

    /// <summary>Conspicuous, but not the cause.</summary>
    Harmless = 3,
}
