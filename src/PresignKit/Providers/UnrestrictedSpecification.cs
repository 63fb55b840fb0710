namespace PresignKit.Providers;

/// <summary>A request that no policy speaks about, fully resolved.</summary>
/// <param name="Method">The HTTP method, in uppercase letters.</param>
/// <param name="Key">The object; null: the bucket itself.</param>
/// <param name="Query">The query parameters, decoded; no name occurs twice in any letter case.</param>
/// <param name="Headers">The headers to sign, valid and in ASCII; no name occurs twice in any letter case, and none belongs to the connection.</param>
/// <param name="SignedAt">The instant from which the signature is valid; whole seconds.</param>
/// <param name="Lifetime">How long after <paramref name="SignedAt"/> it is valid: whole seconds, 1 second to 7 days.</param>
public readonly record struct UnrestrictedSpecification(
    string Method,
    ObjectKey? Key,
    IReadOnlyList<KeyValuePair<string, string>> Query,
    IReadOnlyList<KeyValuePair<string, string>> Headers,
    DateTimeOffset SignedAt,
    TimeSpan Lifetime)
{
    /// <summary>Method and key, without values that may be secrets.</summary>
    public override string ToString() => $"{Method} {Key?.Value ?? "(bucket)"}";
}
