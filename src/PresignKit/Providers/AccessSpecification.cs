namespace PresignKit.Providers;

/// <summary>A request that reads or deletes one object, fully resolved.</summary>
/// <param name="Access">What the request does.</param>
/// <param name="Key">The object.</param>
/// <param name="SignedAt">The instant from which the signature is valid; whole seconds.</param>
/// <param name="Lifetime">How long after <paramref name="SignedAt"/> it is valid: whole seconds, 1 second to 7 days.</param>
/// <param name="Overrides">Response headers that replace the stored ones; null: none.</param>
public readonly record struct AccessSpecification(
    ObjectAccess Access,
    ObjectKey Key,
    DateTimeOffset SignedAt,
    TimeSpan Lifetime,
    ResponseOverrides? Overrides);
