namespace PresignKit.Sample.Media.Catalog;

/// <summary>
/// An object that is no longer referenced. The row is written in the same transaction that removes the reference, so that an object
/// whose deletion fails is never forgotten.
/// </summary>
internal sealed class DiscardedObject
{
    public required string Key { get; init; }
}
