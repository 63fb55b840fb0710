namespace PresignKit.LocalS3.Checksums;

/// <summary>How S3 spells the checksums in headers and in XML.</summary>
internal static class ChecksumNames
{
    public const string HeaderPrefix = "x-amz-checksum-";

    public static readonly IReadOnlyList<ChecksumAlgorithm> All = Enum.GetValues<ChecksumAlgorithm>();

    public static string Header(this ChecksumAlgorithm algorithm) => HeaderPrefix + algorithm.LowerName();

    /// <summary>As in <c>x-amz-checksum-algorithm</c> and, behind <c>Checksum</c>, in XML elements.</summary>
    public static string Name(this ChecksumAlgorithm algorithm) => algorithm switch
    {
        ChecksumAlgorithm.Crc32 => "CRC32",
        ChecksumAlgorithm.Crc32C => "CRC32C",
        ChecksumAlgorithm.Crc64Nvme => "CRC64NVME",
        ChecksumAlgorithm.Sha1 => "SHA1",
        ChecksumAlgorithm.Sha512 => "SHA512",
        ChecksumAlgorithm.Md5 => "MD5",
        ChecksumAlgorithm.XxHash64 => "XXHASH64",
        ChecksumAlgorithm.XxHash3 => "XXHASH3",
        ChecksumAlgorithm.XxHash128 => "XXHASH128",
        _ => "SHA256",
    };

    /// <summary>As in most of S3's error messages.</summary>
    public static string LowerName(this ChecksumAlgorithm algorithm) => algorithm.Name().ToLowerInvariant();

    /// <summary>The type that a multipart upload has if the client names only the algorithm.</summary>
    public static ChecksumType DefaultType(this ChecksumAlgorithm algorithm) =>
        algorithm == ChecksumAlgorithm.Crc64Nvme ? ChecksumType.FullObject : ChecksumType.Composite;

    public static string Name(this ChecksumType type) => type == ChecksumType.Composite ? "COMPOSITE" : "FULL_OBJECT";

    public static ChecksumAlgorithm? Parse(string name)
    {
        foreach (var algorithm in All)
        {
            if (algorithm.Name().Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return algorithm;
            }
        }

        return null;
    }

    public static ChecksumAlgorithm? FromHeader(string header) =>
        header.StartsWith(HeaderPrefix, StringComparison.OrdinalIgnoreCase) ? Parse(header[HeaderPrefix.Length..]) : null;

    /// <summary>Whether the text is base64 of a value of this algorithm.</summary>
    public static bool IsValue(this ChecksumAlgorithm algorithm, string text)
    {
        Span<byte> bytes = stackalloc byte[64];
        return Convert.TryFromBase64String(text, bytes, out var length) && length == algorithm.Length();
    }

    private static int Length(this ChecksumAlgorithm algorithm) => algorithm switch
    {
        ChecksumAlgorithm.Crc64Nvme or ChecksumAlgorithm.XxHash64 or ChecksumAlgorithm.XxHash3 => 8,
        ChecksumAlgorithm.Md5 or ChecksumAlgorithm.XxHash128 => 16,
        ChecksumAlgorithm.Sha1 => 20,
        ChecksumAlgorithm.Sha256 => 32,
        ChecksumAlgorithm.Sha512 => 64,
        _ => 4,
    };
}
