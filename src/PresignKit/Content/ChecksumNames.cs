using System.Collections.Immutable;

namespace PresignKit.Content;

/// <summary>How S3 spells the checksums in headers, in lowercase, and how many bytes they have.</summary>
internal static class ChecksumNames
{
    /// <summary>The most bytes of a checksum.</summary>
    public const int Longest = 64;

    /// <summary>The most characters of a checksum in base64.</summary>
    public const int LongestText = (Longest + 2) / 3 * 4;

    // In the order of the enumeration.
    private static readonly ImmutableArray<(string Name, int Length)> Known =
    [
        ("sha256", 32), ("crc32", 4), ("crc32c", 4), ("crc64nvme", 8), ("sha1", 20), ("sha512", 64), ("md5", 16), ("xxhash64", 8), ("xxhash3", 8),
        ("xxhash128", 16),
    ];

    /// <summary>All names.</summary>
    public static IEnumerable<string> All => Known.Select(algorithm => algorithm.Name);

    /// <summary>Name and length; null: it is no algorithm.</summary>
    public static (string Name, int Length)? Find(FileChecksumAlgorithm algorithm) =>
        (uint)algorithm < (uint)Known.Length ? Known[(int)algorithm] : null;

    /// <summary>The name of an algorithm that exists.</summary>
    public static string Of(FileChecksumAlgorithm algorithm) => Known[(int)algorithm].Name;

    /// <summary>The algorithm of a name in any letter case; null: there is none.</summary>
    public static FileChecksumAlgorithm? Parse(ReadOnlySpan<char> name)
    {
        for (var i = 0; i < Known.Length; i++)
        {
            if (name.Equals(Known[i].Name, StringComparison.OrdinalIgnoreCase))
            {
                return (FileChecksumAlgorithm)i;
            }
        }

        return null;
    }
}
