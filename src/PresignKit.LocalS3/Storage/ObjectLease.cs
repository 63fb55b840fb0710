namespace PresignKit.LocalS3.Storage;

/// <summary>An object as it was at one instant, with its bytes kept until disposed.</summary>
internal sealed class ObjectLease(StoredObject value, BodyLease lease) : IDisposable
{
    public StoredObject Object { get; } = value;

    public void Dispose() => lease.Dispose();
}
