using System.Security.Cryptography;

namespace PresignKit.LocalS3.Checksums;

/// <summary>Specifies whether the SHA-256 of the body is signed and must be computed.</summary>
internal enum PayloadHash
{
    NotNeeded,
    Needed,
}

/// <summary>Computes the digests of a body while it is streamed: MD5 for the entity tag, and what the client declared.</summary>
internal sealed class BodyHasher : IDisposable
{
#pragma warning disable CA5351 // S3 entity tags and Content-MD5 use MD5; it does not protect anything here.
    private readonly IncrementalHash _md5 = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
#pragma warning restore CA5351
    private readonly IncrementalHash? _payload;
    private readonly ChecksumHasher? _checksum;
    private readonly ChecksumAlgorithm? _algorithm;

    public BodyHasher(ChecksumAlgorithm? algorithm, PayloadHash payloadHash)
    {
        _algorithm = algorithm;
        _checksum = algorithm is { } chosen ? ChecksumHasher.Create(chosen) : null;
        _payload = payloadHash == PayloadHash.Needed ? IncrementalHash.CreateHash(HashAlgorithmName.SHA256) : null;
    }

    public void Append(ReadOnlySpan<byte> bytes)
    {
        _md5.AppendData(bytes);
        _payload?.AppendData(bytes);
        _checksum?.Append(bytes);
    }

    public BodyDigests Finish() => new(
        _md5.GetHashAndReset(),
        _payload is null ? null : Convert.ToHexStringLower(_payload.GetHashAndReset()),
        _checksum is null ? null : new StoredChecksum(_algorithm!.Value, Convert.ToBase64String(_checksum.Finish())));

    public void Dispose()
    {
        _md5.Dispose();
        _payload?.Dispose();
        _checksum?.Dispose();
    }
}

/// <summary>The digests of one body.</summary>
internal sealed record BodyDigests(byte[] Md5, string? PayloadSha256, StoredChecksum? Checksum)
{
    public string ETag => Convert.ToHexStringLower(Md5);
}
