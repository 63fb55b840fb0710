using PresignKit.LocalS3.Checksums;

namespace PresignKit.LocalS3.Storage;

/// <summary>A complete and flushed body on disk that no object refers to yet. Disposing it deletes the file unless an object has adopted it.</summary>
internal sealed class StoredBody(BodyLease lease, long size, BodyDigests digests) : IDisposable
{
    public IReadOnlyList<BodySegment> Segments => lease.Segments;

    public long Size { get; } = size;

    public BodyDigests Digests { get; } = digests;

    public void Dispose() => lease.Dispose();
}
