namespace PresignKit.LocalS3.Storage;

/// <summary>The record of one bucket.</summary>
internal sealed record StoredBucket
{
    public required string Name { get; init; }

    public required DateTimeOffset Created { get; init; }

    /// <summary>The configuration from PutBucketCors, or <see langword="null"/> if it was never set and the origins from the options apply.</summary>
    public IReadOnlyList<CorsRule>? Cors { get; init; }
}
