using Amazon.S3;
using Amazon.S3.Model;

namespace PresignKit.S3.Objects;

/// <summary>Checksums in the SDK's requests and answers, which have a property for each algorithm.</summary>
internal static class SdkChecksums
{
    public static ChecksumAlgorithm AlgorithmOf(FileChecksumAlgorithm algorithm) => algorithm switch
    {
        FileChecksumAlgorithm.Sha256 => ChecksumAlgorithm.SHA256,
        FileChecksumAlgorithm.Crc32 => ChecksumAlgorithm.CRC32,
        FileChecksumAlgorithm.Crc32C => ChecksumAlgorithm.CRC32C,
        FileChecksumAlgorithm.Crc64Nvme => ChecksumAlgorithm.CRC64NVME,
        FileChecksumAlgorithm.Sha1 => ChecksumAlgorithm.SHA1,
        FileChecksumAlgorithm.Sha512 => ChecksumAlgorithm.SHA512,
        FileChecksumAlgorithm.Md5 => ChecksumAlgorithm.MD5,
        FileChecksumAlgorithm.XxHash64 => ChecksumAlgorithm.XXHASH64,
        FileChecksumAlgorithm.XxHash3 => ChecksumAlgorithm.XXHASH3,
        FileChecksumAlgorithm.XxHash128 => ChecksumAlgorithm.XXHASH128,
        _ => throw new NotSupportedException($"S3 has no checksum '{algorithm}'."),
    };

    /// <summary>The checksum of all bytes of an object; null: there is none, or it is one of the checksums of parts.</summary>
    public static FileChecksum? Of(GetObjectMetadataResponse found) => found.ChecksumType != ChecksumType.FULL_OBJECT
        ? null
        : First(
            (FileChecksumAlgorithm.Sha256, found.ChecksumSHA256),
            (FileChecksumAlgorithm.Crc32, found.ChecksumCRC32),
            (FileChecksumAlgorithm.Crc32C, found.ChecksumCRC32C),
            (FileChecksumAlgorithm.Crc64Nvme, found.ChecksumCRC64NVME),
            (FileChecksumAlgorithm.Sha1, found.ChecksumSHA1),
            (FileChecksumAlgorithm.Sha512, found.ChecksumSHA512),
            (FileChecksumAlgorithm.Md5, found.ChecksumMD5),
            (FileChecksumAlgorithm.XxHash64, found.ChecksumXXHASH64),
            (FileChecksumAlgorithm.XxHash3, found.ChecksumXXHASH3),
            (FileChecksumAlgorithm.XxHash128, found.ChecksumXXHASH128));

    /// <summary>The checksum of a part; null: its upload has none.</summary>
    public static FileChecksum? Of(PartDetail part) => First(
        (FileChecksumAlgorithm.Sha256, part.ChecksumSHA256),
        (FileChecksumAlgorithm.Crc32, part.ChecksumCRC32),
        (FileChecksumAlgorithm.Crc32C, part.ChecksumCRC32C),
        (FileChecksumAlgorithm.Crc64Nvme, part.ChecksumCRC64NVME),
        (FileChecksumAlgorithm.Sha1, part.ChecksumSHA1),
        (FileChecksumAlgorithm.Sha512, part.ChecksumSHA512),
        (FileChecksumAlgorithm.Md5, part.ChecksumMD5),
        (FileChecksumAlgorithm.XxHash64, part.ChecksumXXHASH64),
        (FileChecksumAlgorithm.XxHash3, part.ChecksumXXHASH3),
        (FileChecksumAlgorithm.XxHash128, part.ChecksumXXHASH128));

    /// <summary>A part for the list with which its upload is completed.</summary>
    public static PartETag Listed(int number, string etag, FileChecksum? checksum)
    {
        var part = new PartETag(number, etag);
        switch (checksum?.Algorithm)
        {
            case FileChecksumAlgorithm.Sha256:
                part.ChecksumSHA256 = checksum.Value;
                break;
            case FileChecksumAlgorithm.Crc32:
                part.ChecksumCRC32 = checksum.Value;
                break;
            case FileChecksumAlgorithm.Crc32C:
                part.ChecksumCRC32C = checksum.Value;
                break;
            case FileChecksumAlgorithm.Crc64Nvme:
                part.ChecksumCRC64NVME = checksum.Value;
                break;
            case FileChecksumAlgorithm.Sha1:
                part.ChecksumSHA1 = checksum.Value;
                break;
            case FileChecksumAlgorithm.Sha512:
                part.ChecksumSHA512 = checksum.Value;
                break;
            case FileChecksumAlgorithm.Md5:
                part.ChecksumMD5 = checksum.Value;
                break;
            case FileChecksumAlgorithm.XxHash64:
                part.ChecksumXXHASH64 = checksum.Value;
                break;
            case FileChecksumAlgorithm.XxHash3:
                part.ChecksumXXHASH3 = checksum.Value;
                break;
            case FileChecksumAlgorithm.XxHash128:
                part.ChecksumXXHASH128 = checksum.Value;
                break;
        }

        return part;
    }

    private static FileChecksum? First(params ReadOnlySpan<(FileChecksumAlgorithm Algorithm, string? Value)> checksums)
    {
        foreach (var (algorithm, value) in checksums)
        {
            if (FileChecksum.TryCreate(algorithm, value, out var checksum))
            {
                return checksum;
            }
        }

        return null;
    }
}
