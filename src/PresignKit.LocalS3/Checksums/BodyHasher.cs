using System.Security.Cryptography;

namespace PresignKit.LocalS3.Checksums;

/// <summary>Specifies whether the SHA-256 of the body is signed and must be computed.</summary>
internal enum PayloadHash
{
    NotNeeded,
    Needed,
}

/// <summary>Computes the digests of a body while it is streamed: MD5 for the entity tag, the chosen checksum, and always CRC-64/NVME, which an
/// object has on S3 if its upload declares no checksum.</summary>
internal sealed class BodyHasher : IDisposable
{
#pragma warning disable CA5351 // S3 entity tags and Content-MD5 use MD5; it does not protect anything here.
    private readonly IncrementalHash _md5 = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
#pragma warning restore CA5351
    private readonly IncrementalHash? _payload;
    private readonly ChecksumHasher? _checksum;
    private readonly ChecksumHasher? _default;
    private readonly ChecksumAlgorithm? _algorithm;

    public BodyHasher(ChecksumAlgorithm? algorithm, PayloadHash payloadHash)
    {
        _algorithm = algorithm;
        _checksum = algorithm is { } chosen ? ChecksumHasher.Create(chosen) : null;
        _default = algorithm == ChecksumAlgorithm.Crc64Nvme ? null : ChecksumHasher.Create(ChecksumAlgorithm.Crc64Nvme);
        _payload = payloadHash == PayloadHash.Needed ? IncrementalHash.CreateHash(HashAlgorithmName.SHA256) : null;
    }

    public void Append(ReadOnlySpan<byte> bytes)
    {
        _md5.AppendData(bytes);
        _payload?.AppendData(bytes);
        _checksum?.Append(bytes);
        _default?.Append(bytes);
    }

    public BodyDigests Finish()
    {
        var checksum = _checksum is null ? null : new StoredChecksum(_algorithm!.Value, Convert.ToBase64String(_checksum.Finish()));
        return new BodyDigests(
            _md5.GetHashAndReset(),
            _payload is null ? null : Convert.ToHexStringLower(_payload.GetHashAndReset()),
            checksum,
            _default is null ? checksum! : new StoredChecksum(ChecksumAlgorithm.Crc64Nvme, Convert.ToBase64String(_default.Finish())));
    }

    public void Dispose()
    {
        _md5.Dispose();
        _payload?.Dispose();
        _checksum?.Dispose();
        _default?.Dispose();
    }
}

/// <summary>The digests of one body: <paramref name="Checksum"/> is the chosen one, if any, and <paramref name="Default"/> CRC-64/NVME.</summary>
internal sealed record BodyDigests(byte[] Md5, string? PayloadSha256, StoredChecksum? Checksum, StoredChecksum Default)
{
    public string ETag => Convert.ToHexStringLower(Md5);

    /// <summary>The checksum of an object that consists of this body.</summary>
    public StoredChecksum OfObject => Checksum ?? Default;
}
