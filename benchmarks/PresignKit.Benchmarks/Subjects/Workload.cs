using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using PresignKit.SigV4;

namespace PresignKit.Benchmarks.Subjects;

/// <summary>
/// What every subject signs: the same bucket, keys, lifetime, and type, with the same static credentials, for the same address in path
/// style. The keys rotate, so that no subject can use a cache of whole URLs.
/// </summary>
internal static class Workload
{
    public const string Region = "eu-central-1";

    // Amazon's own address: for other addresses, AWSSDK.S3 is slower and allocates more.
    public const string Host = $"s3.{Region}.amazonaws.com";
    public const string Endpoint = $"https://{Host}";
    public const string Bucket = "media-library";

    // The example credentials in Amazon's documentation.
    public const string AccessKeyId = "AKIAIOSFODNN7EXAMPLE";
    public const string SecretAccessKey = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

    public const string ContentType = "video/mp4";
    public const long Size = 48_000_000;
    public const long MaximumSize = 500_000_000;

    /// <summary>The number of keys that rotate; a power of two.</summary>
    public const int KeyCount = 1024;

    /// <summary>The segments of a film of 2.5 hours at 6 seconds each.</summary>
    public const int BatchSize = 1500;

    /// <summary>The segments of six hours at 2 seconds each.</summary>
    public const int LongPlaylist = 10_800;

    /// <summary>The largest batch of the scaling curve.</summary>
    public const int LargestBatch = 10_000;

    /// <summary>The most parts that an upload can have.</summary>
    public const int PartCount = 10_000;

    public const long PartSize = 64L * 1024 * 1024;

    /// <summary>As long as those of Amazon.</summary>
    public const string UploadId =
        "ibZBv_75gd9r8lH_gqXatLdxMVpAlj6ygeWQgmWm.FNNgcKQUH4cLpCDZbYdhjqtTBx8WdPFQpyTSVvjMRXoVYbgEyfnYkJpGCWtLAFoDQsJo5gmx8oe4gS0GpEbeHEa";

    private const int ShortestMixed = 20;
    private const int LongestMixed = 200;

    public static TimeSpan Expiry { get; } = TimeSpan.FromMinutes(15);

    /// <summary>Typical object keys: plain ASCII, 48 to 64 characters, all different.</summary>
    public static ImmutableArray<string> Keys { get; } = [.. Enumerable.Range(0, KeyCount).Select(MakeKey)];

    /// <summary>The segments of one film: 58 characters each.</summary>
    public static ImmutableArray<string> Segments { get; } =
        [.. Enumerable.Range(0, LargestBatch).Select(index => $"tenants/0042/videos/2026/11/{Id(0)[..16]}/seg-{index:D6}.ts")];

    /// <summary>As many keys as there are segments in a batch, of 20 to 200 characters, with all lengths about equally often, in no order.</summary>
    public static ImmutableArray<string> MixedKeys { get; } = [.. Enumerable.Range(0, BatchSize).Select(MakeMixedKey)];

    /// <summary>The segments of a batch.</summary>
    public static ReadOnlySpan<string> Batch => Segments.AsSpan(0, BatchSize);

    /// <summary>Returns the <paramref name="index"/>th key, starting again after the last.</summary>
    public static string Key(int index) => Keys[index & (KeyCount - 1)];

    /// <summary>What one download URL allows.</summary>
    public static PresignRequest Get(string key, DateTimeOffset signedAt) => new()
    {
        Method = "GET",
        Target = PresignTarget.ForObject(key),
        SignedAt = signedAt,
        Lifetime = Expiry,
    };

    private static string MakeKey(int index) => $"tenants/{index % 100:D4}/videos/2026/11/{Id(index)[..(16 + index % 17)]}.mp4";

    private static string MakeMixedKey(int index)
    {
        // 67 and 181 have no common divisor, so every length occurs once before any occurs again.
        var length = ShortestMixed + index * 67 % (LongestMixed - ShortestMixed + 1);
        var text = $"{index:D5}/{Id(index)}/{Id(index + KeyCount)}/{Id(index + BatchSize)}/";
        return text[..(length - 4)] + ".jpg";
    }

    private static string Id(int index) => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes($"{index}")));
}
