namespace PresignKit.Sample.Media.Catalogue;

/// <summary>
/// An object that nothing refers to any more. It is written in the same transaction that drops the reference, so that an object
/// whose deletion fails is found again and never left behind.
/// </summary>
internal sealed class DiscardedObject
{
    public required string Key { get; init; }
}
