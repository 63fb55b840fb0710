namespace PresignKit.Sample.Media.Catalog;

/// <summary>
/// An object that is no longer referenced. The row is written in the same transaction that removes the reference, so that an object
/// whose deletion fails is never forgotten. It stays until no completion of the slot can still be running: nothing that a user has deleted
/// comes back.
/// </summary>
internal sealed class DiscardedObject
{
    /// <summary>The object, or, if it ends in a slash, a folder.</summary>
    public required string Key { get; init; }

    /// <summary>The slot that the object was uploaded with.</summary>
    public required string SlotKey { get; init; }

    /// <summary>When the store deleted the object; null: not yet.</summary>
    public DateTimeOffset? DeletedAt { get; set; }
}
