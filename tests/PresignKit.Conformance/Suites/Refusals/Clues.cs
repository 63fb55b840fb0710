namespace PresignKit.Conformance.Suites.Refusals;

/// <summary>What the explainer is given in addition to the URL and the store's answer. Each is tried separately.</summary>
[Flags]
public enum Clues
{
    /// <summary>Nothing.</summary>
    Answer = 1,

    /// <summary>The headers that were sent.</summary>
    Headers = 2,

    /// <summary>The headers that were sent, and what was issued.</summary>
    Issued = 4,

    /// <summary>The headers that were sent, and the secret that signed.</summary>
    Secret = 8,

    All = Answer | Headers | Issued | Secret,
}
