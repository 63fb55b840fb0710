namespace PresignKit;

/// <summary>
/// The checksums that S3 compares with what it receives (Amazon S3 User Guide, "Checking object integrity"). Which of them a store compares is in its
/// profile: <see cref="StoreProfile.ChecksumSha256"/> and the capabilities that follow it.
/// </summary>
/// <remarks>Only <see cref="Sha256"/> and <see cref="Sha512"/> also hold against a sender who wants to pass off other bytes; the others detect accidents.</remarks>
public enum FileChecksumAlgorithm
{
    /// <summary>SHA-256: 32 bytes.</summary>
    Sha256,

    /// <summary>CRC-32 (ISO-HDLC, that of zip and gzip): 4 bytes, the most significant first.</summary>
    Crc32,

    /// <summary>CRC-32C (Castagnoli): 4 bytes, the most significant first.</summary>
    Crc32C,

    /// <summary>CRC-64/NVME: 8 bytes, the most significant first. S3 computes it by itself, also for a file that is sent in parts.</summary>
    Crc64Nvme,

    /// <summary>SHA-1: 20 bytes.</summary>
    Sha1,

    /// <summary>SHA-512: 64 bytes.</summary>
    Sha512,

    /// <summary>MD5: 16 bytes, as <c>x-amz-checksum-md5</c>. The older header <c>Content-MD5</c> is <see cref="UploadRequest.ContentMd5"/>.</summary>
    Md5,

    /// <summary>XXH64 with seed 0: 8 bytes, the most significant first.</summary>
    XxHash64,

    /// <summary>XXH3 of 64 bits with seed 0: 8 bytes, the most significant first.</summary>
    XxHash3,

    /// <summary>XXH3 of 128 bits with seed 0: 16 bytes, the most significant first.</summary>
    XxHash128,
}
