namespace PresignKit.Providers;

/// <summary>The same access to many objects, fully resolved except for the object.</summary>
/// <param name="Access">What the requests do.</param>
/// <param name="SignedAt">The instant from which the signatures are valid; whole seconds.</param>
/// <param name="Lifetime">How long after <paramref name="SignedAt"/> they are valid: whole seconds, 1 second to 7 days.</param>
/// <param name="Overrides">Response headers that replace the stored ones; null: none.</param>
public readonly record struct AccessBatch(ObjectAccess Access, DateTimeOffset SignedAt, TimeSpan Lifetime, ResponseOverrides? Overrides)
{
    /// <summary>Creates the specification for one of the objects.</summary>
    /// <param name="key">The object.</param>
    /// <returns>The specification.</returns>
    public AccessSpecification For(ObjectKey key) => new(Access, key, SignedAt, Lifetime, Overrides);
}
