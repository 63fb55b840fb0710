namespace PresignKit.Explaining;

/// <summary>The origin of one side of a <see cref="CanonicalComparison"/>.</summary>
public enum CanonicalSource
{
    /// <summary>The store's answer, which contains the canonical request that the store computed.</summary>
    StoreAnswer = 0,

    /// <summary>The request as described to the explainer.</summary>
    Description = 1,

    /// <summary>The request that was signed: recomputing its signature gave the one in the URL.</summary>
    Proof = 2,
}
