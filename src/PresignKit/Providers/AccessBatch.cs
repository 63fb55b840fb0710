namespace PresignKit.Providers;

/// <summary>The same access to many objects, fully resolved except for the object.</summary>
/// <param name="Access">What the requests do.</param>
/// <param name="SignedAt">The instant from which the signatures are valid; whole seconds.</param>
/// <param name="Lifetime">How long after <paramref name="SignedAt"/> they are valid: whole seconds, 1 second to 7 days.</param>
/// <param name="Overrides">Response headers that replace the stored ones; null: none.</param>
public readonly record struct AccessBatch(ObjectAccess Access, DateTimeOffset SignedAt, TimeSpan Lifetime, ResponseOverrides? Overrides)
{
    /// <summary>The version of the object. A provider whose store has no versions, or does not sign them, refuses it.</summary>
    /// <value>Null: the latest.</value>
    public string? VersionId { get; init; }

    /// <summary>The number of the part to read, 1 to 10,000. A provider whose store cannot do that refuses it.</summary>
    /// <value>Null: the whole object.</value>
    public int? PartNumber { get; init; }

    /// <summary>
    /// The folder, ending in <c>/</c>, that one signature for all objects may cover; all of them are in it. A provider that signs each object on its own
    /// ignores it.
    /// </summary>
    /// <value>Null: each signature covers one object.</value>
    public string? SharedFolder { get; init; }

    /// <summary>Creates the specification for one of the objects.</summary>
    /// <param name="key">The object.</param>
    /// <returns>The specification.</returns>
    public AccessSpecification For(ObjectKey key) => new(Access, key, SignedAt, Lifetime, Overrides)
    {
        VersionId = VersionId,
        PartNumber = PartNumber,
        SharedFolder = SharedFolder,
    };
}
