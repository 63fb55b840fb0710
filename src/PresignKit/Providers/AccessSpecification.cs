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
    ResponseOverrides? Overrides)
{
    /// <summary>The version of the object. A provider whose store has no versions, or does not sign them, refuses it.</summary>
    /// <value>Null: the latest.</value>
    public string? VersionId { get; init; }

    /// <summary>The number of the part to read, 1 to 10,000. A provider whose store cannot do that refuses it.</summary>
    /// <value>Null: the whole object.</value>
    public int? PartNumber { get; init; }

    /// <summary>
    /// The folder, ending in <c>/</c>, that one signature for all objects of a batch may cover; this object is in it. A provider that signs each object on its
    /// own ignores it.
    /// </summary>
    /// <value>Null: the signature covers this object alone.</value>
    public string? SharedFolder { get; init; }

    /// <summary>
    /// Whether nobody expects the same URL again, because the policy has no stable window (<see cref="DownloadPolicyOptions.StableWindow"/>). A provider
    /// whose signatures differ each time need not keep this one.
    /// </summary>
    /// <value>False: within a stable window, and within a batch, the same request is the same URL.</value>
    public bool IsNewEachTime { get; init; }
}
