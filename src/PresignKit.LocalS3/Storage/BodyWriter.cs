using System.Buffers;
using Microsoft.Win32.SafeHandles;
using PresignKit.LocalS3.Checksums;

namespace PresignKit.LocalS3.Storage;

/// <summary>Copies a request's body into a new body file in constant memory, computes its digests, and flushes it to disk.</summary>
internal static class BodyWriter
{
    private const int BufferSize = 64 * 1024;

    /// <summary>Reads <paramref name="source"/> to its end. If anything fails, the file is deleted.</summary>
    public static async Task<StoredBody> WriteAsync(BodyFiles bodies, Stream source, BodyHasher hasher, CancellationToken cancellationToken)
    {
        var name = BodyFiles.NewName();
        var lease = new BodyLease(bodies, [new BodySegment(name, 0, 0)]);
        try
        {
            long size;
            using (var file = bodies.OpenWrite(name))
            {
                size = await CopyAsync(source, file, hasher, cancellationToken).ConfigureAwait(false);
                // Flush the bytes, then the name, before any record refers to this file: after a power failure, no record may exist without its bytes.
                RandomAccess.FlushToDisk(file);
            }

            bodies.FlushNames();

            if (size > 0)
            {
                lease = Swap(lease, new BodyLease(bodies, [new BodySegment(name, 0, size)]));
            }
            else
            {
                lease = Swap(lease, new BodyLease(bodies, []));
            }

            return new StoredBody(lease, size, hasher.Finish());
        }
        catch
        {
            lease.Dispose();
            throw;
        }
    }

    private static BodyLease Swap(BodyLease old, BodyLease successor)
    {
        old.Dispose();
        return successor;
    }

    private static async Task<long> CopyAsync(Stream source, SafeFileHandle file, BodyHasher hasher, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            var size = 0L;
            while (true)
            {
                var read = await source.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
                if (read == 0)
                {
                    return size;
                }

                hasher.Append(buffer.AsSpan(0, read));
                await RandomAccess.WriteAsync(file, buffer.AsMemory(0, read), size, cancellationToken).ConfigureAwait(false);
                size += read;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
