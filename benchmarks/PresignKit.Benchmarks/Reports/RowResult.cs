using System.Text.Json.Serialization;

namespace PresignKit.Benchmarks.Reports;

/// <summary>What <c>ratios</c> reports of one row. All figures are of one URL, or one form.</summary>
/// <param name="Name">The row.</param>
/// <param name="Ns">The median of the rounds in nanoseconds.</param>
/// <param name="NsMin">The fastest round.</param>
/// <param name="NsP90">Nine of ten rounds were faster.</param>
/// <param name="Bytes">What was allocated.</param>
/// <param name="XAwsSdk">How many times faster than AWSSDK.S3 at the same operation; null where it has none.</param>
/// <param name="XMinio">The same of the Minio package.</param>
internal sealed record RowResult(string Name, double Ns, double NsMin, double NsP90, double Bytes, double? XAwsSdk, double? XMinio)
{
    /// <summary>What of the allocated bytes is the URL's string; null where that is not told.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? ResultBytes { get; init; }

    /// <summary>The throughput of two threads over that of one; null for rows on one thread.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Scaling { get; init; }

    /// <summary>The time as a multiple of what <c>hash-only</c> takes for as many bytes; null where that is not told.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? XHashOnly { get; init; }

    /// <summary>Nanoseconds for each byte that SHA-256 compresses; null where that is not told.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? NsPerHashedByte { get; init; }
}
