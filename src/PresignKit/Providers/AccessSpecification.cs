using PresignKit.Issuing;

namespace PresignKit.Providers;

/// <summary>A request that reads or deletes one object, fully resolved.</summary>
/// <param name="Access">What the request does.</param>
/// <param name="Key">The object.</param>
/// <param name="SignedAt">The instant the signature counts from; whole seconds.</param>
/// <param name="Lifetime">How long after <paramref name="SignedAt"/> it works: whole seconds, 1 second to 7 days.</param>
/// <param name="Overrides">What the store answers with instead of what it stored; null: nothing.</param>
public readonly record struct AccessSpecification(
    ObjectAccess Access,
    ObjectKey Key,
    DateTimeOffset SignedAt,
    TimeSpan Lifetime,
    ResponseOverrides? Overrides);
