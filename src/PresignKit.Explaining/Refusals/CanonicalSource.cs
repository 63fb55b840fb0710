namespace PresignKit.Explaining;

/// <summary>Where one side of a <see cref="CanonicalComparison"/> comes from.</summary>
public enum CanonicalSource
{
    /// <summary>The store's answer: what it received, or what it received and how it read that.</summary>
    StoreAnswer = 0,

    /// <summary>The request as it was described to the explainer.</summary>
    Description = 1,

    /// <summary>What was signed: recomputing the signature gave the one in the URL.</summary>
    Proof = 2,
}
