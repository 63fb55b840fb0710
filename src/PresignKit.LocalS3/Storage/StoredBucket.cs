using PresignKit.LocalS3.Cors;

namespace PresignKit.LocalS3.Storage;

/// <summary>The record of one bucket.</summary>
internal sealed record StoredBucket
{
    public required string Name { get; init; }

    public required DateTimeOffset Created { get; init; }

    /// <summary>What PutBucketCors stored; <see langword="null"/> when never set, so that the option's origins apply.</summary>
    public IReadOnlyList<CorsRule>? Cors { get; init; }
}
