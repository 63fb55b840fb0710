namespace PresignKit.Conformance.Suites.Refusals;

/// <summary>What the explainer gets in addition to the URL and the store's answer. Each clue is tried separately.</summary>
[Flags]
public enum Clues
{
    /// <summary>Nothing else.</summary>
    Answer = 1,

    /// <summary>The headers that were sent.</summary>
    Headers = 2,

    /// <summary>The sent headers and the issued request.</summary>
    Issued = 4,

    /// <summary>The sent headers and the secret that signed.</summary>
    Secret = 8,

    All = Answer | Headers | Issued | Secret,
}
