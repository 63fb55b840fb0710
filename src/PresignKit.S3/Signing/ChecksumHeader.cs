using PresignKit.SigV4;

namespace PresignKit.S3.Signing;

/// <summary>A checksum as the header of a PUT or of a part, or as the field of a form.</summary>
/// <remarks>Amazon S3 API Reference, "PutObject" and "UploadPart", <c>x-amz-checksum-*</c>; "POST Object".</remarks>
internal static class ChecksumHeader
{
    public static NameValue Of(FileChecksum checksum) => new(NameOf(checksum.Algorithm), checksum.Value);

    private static string NameOf(FileChecksumAlgorithm algorithm) => algorithm switch
    {
        FileChecksumAlgorithm.Sha256 => "x-amz-checksum-sha256",
        FileChecksumAlgorithm.Crc32 => "x-amz-checksum-crc32",
        FileChecksumAlgorithm.Crc32C => "x-amz-checksum-crc32c",
        FileChecksumAlgorithm.Crc64Nvme => "x-amz-checksum-crc64nvme",
        FileChecksumAlgorithm.Sha1 => "x-amz-checksum-sha1",
        FileChecksumAlgorithm.Sha512 => "x-amz-checksum-sha512",
        FileChecksumAlgorithm.Md5 => "x-amz-checksum-md5",
        FileChecksumAlgorithm.XxHash64 => "x-amz-checksum-xxhash64",
        FileChecksumAlgorithm.XxHash3 => "x-amz-checksum-xxhash3",
        FileChecksumAlgorithm.XxHash128 => "x-amz-checksum-xxhash128",
        _ => throw new NotSupportedException($"S3 has no checksum '{algorithm}'."),
    };
}
