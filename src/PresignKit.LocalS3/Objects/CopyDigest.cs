using PresignKit.LocalS3.Checksums;
using PresignKit.LocalS3.Storage;

namespace PresignKit.LocalS3.Objects;

/// <summary>Computes the digests of stored bytes: a copy shares the bytes, but has the entity tag of an object uploaded in one piece.</summary>
internal static class CopyDigest
{
    public static async Task<BodyDigests> ComputeAsync(
        BodyFiles bodies, IReadOnlyList<BodySegment> segments, ChecksumAlgorithm? algorithm, CancellationToken cancellationToken)
    {
        using var hasher = new BodyHasher(algorithm, PayloadHash.NotNeeded);
        await BodyReader.ReadAsync(
            bodies,
            segments,
            (bytes, _) =>
            {
                hasher.Append(bytes.Span);
                return ValueTask.CompletedTask;
            },
            cancellationToken).ConfigureAwait(false);
        return hasher.Finish();
    }
}
