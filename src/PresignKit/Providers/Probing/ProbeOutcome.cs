namespace PresignKit;

/// <summary>What a probe found about one capability.</summary>
public enum ProbeOutcome
{
    /// <summary>Nothing was measured; the evidence says why.</summary>
    NotTried,

    /// <summary>The store accepted what was signed and refused each violation. For a capability that cannot be violated: it works.</summary>
    Enforced,

    /// <summary>The store accepted what it should have refused.</summary>
    NotEnforced,

    /// <summary>The store does not support it: it refused a request that was sent as signed.</summary>
    Unsupported,

    /// <summary>
    /// The store says that it does it, and nothing that a client sees proves or disproves that, as with encryption at rest. It confirms no profile.
    /// </summary>
    Claimed,
}
