using System.Buffers;

namespace PresignKit.LocalS3.Storage;

/// <summary>Reads a list of segments from start to end through one pooled buffer.</summary>
internal static class BodyReader
{
    // Large enough for disk throughput, small enough for many concurrent readers, and below the 85,000 bytes of the large object heap.
    private const int BufferSize = 64 * 1024;

    public static async ValueTask ReadAsync(
        BodyFiles bodies,
        IReadOnlyList<BodySegment> segments,
        Func<ReadOnlyMemory<byte>, CancellationToken, ValueTask> consume,
        CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            foreach (var segment in segments)
            {
                await ReadAsync(bodies, segment, buffer, consume, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static async ValueTask ReadAsync(
        BodyFiles bodies,
        BodySegment segment,
        byte[] buffer,
        Func<ReadOnlyMemory<byte>, CancellationToken, ValueTask> consume,
        CancellationToken cancellationToken)
    {
        using var file = bodies.OpenRead(segment.File);
        for (var done = 0L; done < segment.Length;)
        {
            var wanted = (int)Math.Min(buffer.Length, segment.Length - done);
            var read = await RandomAccess.ReadAsync(file, buffer.AsMemory(0, wanted), segment.Offset + done, cancellationToken).ConfigureAwait(false);
            if (read == 0)
            {
                throw new EndOfStreamException("A stored body is shorter than the length in its record.");
            }

            await consume(buffer.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
            done += read;
        }
    }
}
