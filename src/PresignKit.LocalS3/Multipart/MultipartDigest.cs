using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using PresignKit.LocalS3.Checksums;
using PresignKit.LocalS3.Storage;

namespace PresignKit.LocalS3.Multipart;

/// <summary>Entity tag and checksum of a multipart object, computed from those of its parts.</summary>
internal static class MultipartDigest
{
    /// <summary>The MD5 of the parts' MD5s, followed by the number of parts.</summary>
    public static string ETag(IReadOnlyList<StoredPart> parts)
    {
#pragma warning disable CA5351 // S3 entity tags use MD5; it does not protect anything here.
        var digest = MD5.HashData(parts.SelectMany(part => Convert.FromHexString(part.ETag)).ToArray());
#pragma warning restore CA5351
        return string.Create(CultureInfo.InvariantCulture, $"{Convert.ToHexStringLower(digest)}-{parts.Count}");
    }

    /// <summary>The checksum that the upload was created with, or CRC-64/NVME of the whole object. It is combined from those of the parts; no byte is
    /// read again.</summary>
    public static StoredChecksum? Checksum(StoredUpload upload, IReadOnlyList<StoredPart> parts) => (upload.ChecksumAlgorithm, upload.ChecksumType) switch
    {
        (null, _) => Default(parts),
        ({ } algorithm, ChecksumType.FullObject) => FullObject(algorithm, parts.Select(part => (part.Checksum!.Value, part.Size))),
        ({ } algorithm, _) => Composite(algorithm, parts),
    };

    private static StoredChecksum? Default(IReadOnlyList<StoredPart> parts) =>
        parts.All(part => part.Crc64Nvme is not null)
            ? FullObject(ChecksumAlgorithm.Crc64Nvme, parts.Select(part => (part.Crc64Nvme!, part.Size)))
            : null;

    private static StoredChecksum Composite(ChecksumAlgorithm algorithm, IReadOnlyList<StoredPart> parts)
    {
        using var hasher = ChecksumHasher.Create(algorithm);
        foreach (var part in parts)
        {
            hasher.Append(Convert.FromBase64String(part.Checksum!.Value));
        }

        var value = string.Create(CultureInfo.InvariantCulture, $"{Convert.ToBase64String(hasher.Finish())}-{parts.Count}");
        return new StoredChecksum(algorithm, value, ChecksumType.Composite);
    }

    private static StoredChecksum FullObject(ChecksumAlgorithm algorithm, IEnumerable<(string Checksum, long Size)> parts)
    {
        var crc = algorithm switch
        {
            ChecksumAlgorithm.Crc32 => CrcParameters.Crc32,
            ChecksumAlgorithm.Crc32C => CrcParameters.Crc32C,
            _ => CrcParameters.Crc64Nvme,
        };
        var combined = 0UL;
        foreach (var (checksum, size) in parts)
        {
            combined = crc.Combine(combined, ReadBigEndian(Convert.FromBase64String(checksum)), size);
        }

        Span<byte> value = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(value, combined);
        return new StoredChecksum(algorithm, Convert.ToBase64String(value[^crc.Bytes..]));
    }

    private static ulong ReadBigEndian(ReadOnlySpan<byte> bytes)
    {
        var value = 0UL;
        foreach (var next in bytes)
        {
            value = (value << 8) | next;
        }

        return value;
    }
}
