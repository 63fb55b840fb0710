using PresignKit.Issuing;

namespace PresignKit.Providers;

/// <summary>The same access to many objects, fully resolved but for the object.</summary>
/// <param name="Access">What the requests do.</param>
/// <param name="SignedAt">The instant the signatures count from; whole seconds.</param>
/// <param name="Lifetime">How long after <paramref name="SignedAt"/> they work: whole seconds, 1 second to 7 days.</param>
/// <param name="Overrides">What the store answers with instead of what it stored; null: nothing.</param>
public readonly record struct AccessBatch(ObjectAccess Access, DateTimeOffset SignedAt, TimeSpan Lifetime, ResponseOverrides? Overrides)
{
    /// <summary>The request for one of the objects.</summary>
    /// <param name="key">The object.</param>
    public AccessSpecification For(ObjectKey key) => new(Access, key, SignedAt, Lifetime, Overrides);
}
