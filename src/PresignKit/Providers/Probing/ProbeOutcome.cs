namespace PresignKit;

/// <summary>What a probe measured of one promise.</summary>
public enum ProbeOutcome
{
    /// <summary>Nothing was measured; the evidence says why.</summary>
    NotTried,

    /// <summary>What was signed was taken, and each violation was refused; for what a store merely offers: it works.</summary>
    Enforced,

    /// <summary>The store took what it was to refuse.</summary>
    NotEnforced,

    /// <summary>The store does not offer it: it refused what was signed and sent rightly.</summary>
    Unsupported,
}
