namespace PresignKit.LocalS3.Checksums;

/// <summary>The checksums of S3: https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity.html.</summary>
internal enum ChecksumAlgorithm
{
    Crc32,
    Crc32C,
    Crc64Nvme,
    Sha1,
    Sha256,
    Sha512,
    Md5,
    XxHash64,
    XxHash3,
    XxHash128,
}

/// <summary>What a multipart object's checksum covers: its bytes, or the checksums of its parts.</summary>
internal enum ChecksumType
{
    FullObject,
    Composite,
}
