namespace PresignKit.LocalS3.Storage;

/// <summary>A snapshot of an object. Its bytes are kept until the lease is disposed.</summary>
internal sealed class ObjectLease(StoredObject value, BodyLease lease) : IDisposable
{
    public StoredObject Object { get; } = value;

    public void Dispose() => lease.Dispose();
}
