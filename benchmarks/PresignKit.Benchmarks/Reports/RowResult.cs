using System.Text.Json.Serialization;

namespace PresignKit.Benchmarks.Reports;

/// <summary>What <c>ratios</c> reports about a row. All figures are for one URL or one form.</summary>
/// <param name="Name">The row.</param>
/// <param name="Ns">The median of the rounds in nanoseconds.</param>
/// <param name="NsMin">The fastest round.</param>
/// <param name="NsP90">The 90th percentile of the rounds.</param>
/// <param name="Bytes">What was allocated.</param>
/// <param name="XAwsSdk">How many times faster than AWSSDK.S3 for the same operation; null if it does not have the operation.</param>
/// <param name="XMinio">The same for the Minio package.</param>
internal sealed record RowResult(string Name, double Ns, double NsMin, double NsP90, double Bytes, double? XAwsSdk, double? XMinio)
{
    /// <summary>How many of the allocated bytes belong to the URL string; null if unknown.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? ResultBytes { get; init; }

    /// <summary>The throughput of two threads divided by that of one; null for rows on one thread.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Scaling { get; init; }

    /// <summary>The time relative to that of <c>hash-only</c> for as many bytes; null if unknown.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? XHashOnly { get; init; }

    /// <summary>Nanoseconds per byte that SHA-256 compresses; null if unknown.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? NsPerHashedByte { get; init; }
}
