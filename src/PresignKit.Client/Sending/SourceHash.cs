using System.Buffers;
using System.Security.Cryptography;
using PresignKit.Client.Hashing;
using PresignKit.Client.Sources;

namespace PresignKit.Client.Sending;

/// <summary>Reads a whole source for a checksum that cannot be computed while it is sent.</summary>
internal static class SourceHash
{
    private const int ChunkSize = 128 * 1024;

    /// <summary>The SHA-256 in base64.</summary>
    public static async Task<string> Sha256Async(SourceReader reader, long size, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await ReadAsync(reader, size, chunk => hash.AppendData(chunk), cancellationToken).ConfigureAwait(false);
        return Convert.ToBase64String(hash.GetHashAndReset());
    }

    /// <summary>What the server compares, in base64.</summary>
    public static async Task<string> ChecksumAsync(SourceReader reader, long size, string? algorithm, CancellationToken cancellationToken)
    {
        var checksum = PartChecksum.Start(algorithm);
        await ReadAsync(reader, size, checksum.Append, cancellationToken).ConfigureAwait(false);
        return checksum.Finish();
    }

    private static async Task ReadAsync(SourceReader reader, long size, Action<ReadOnlySpan<byte>> use, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(ChunkSize);
        try
        {
            for (long done = 0; done < size;)
            {
                var chunk = buffer.AsMemory(0, (int)Math.Min(ChunkSize, size - done));
                await reader.ReadAsync(done, chunk, cancellationToken).ConfigureAwait(false);
                use(chunk.Span);
                done += chunk.Length;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
