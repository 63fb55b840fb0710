using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace PresignKit.Benchmarks.Subjects;

/// <summary>
/// What every subject signs: the same bucket, keys, expiry and type, with the same static credentials, for the same address
/// in path style. The keys rotate, so that nobody can answer from a cache of whole URLs.
/// </summary>
internal static class Workload
{
    public const string Region = "eu-central-1";

    // Amazon's own address: AWSSDK.S3 signs for it faster, and with a quarter less garbage, than for one of a store's own.
    public const string Host = $"s3.{Region}.amazonaws.com";
    public const string Endpoint = $"https://{Host}";
    public const string Bucket = "media-library";

    // The example keys of Amazon's documentation.
    public const string AccessKeyId = "AKIAIOSFODNN7EXAMPLE";
    public const string SecretAccessKey = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

    public const string ContentType = "video/mp4";
    public const long Size = 48_000_000;
    public const long MaximumSize = 500_000_000;

    private const int KeyCount = 1024;

    public static readonly TimeSpan Expiry = TimeSpan.FromMinutes(15);

    /// <summary>Keys as applications make them: plain ASCII, 43 to 59 characters, no two alike.</summary>
    public static ImmutableArray<string> Keys { get; } = [.. Enumerable.Range(0, KeyCount).Select(MakeKey)];

    /// <summary>The <paramref name="index"/>th key, beginning again after the last.</summary>
    public static string Key(int index) => Keys[index & (KeyCount - 1)];

    private static string MakeKey(int index)
    {
        var id = Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes($"{index}")))[..(16 + index % 17)];
        return $"tenants/{index % 100:D4}/videos/2026/11/{id}.mp4";
    }
}
