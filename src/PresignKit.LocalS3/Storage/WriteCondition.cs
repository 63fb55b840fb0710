namespace PresignKit.LocalS3.Storage;

/// <summary>A conditional write: https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html.</summary>
internal readonly record struct WriteCondition
{
    /// <summary>If-None-Match: *, only when no object has the key.</summary>
    public bool OnlyIfAbsent { get; init; }

    /// <summary>If-Match, only over the object with this entity tag.</summary>
    public string? OnlyIfETag { get; init; }
}

/// <summary>What came of a conditional write.</summary>
internal enum WriteOutcome
{
    Done,
    PreconditionFailed,
    NoSuchKey,
    NoSuchBucket,
    NoSuchUpload,
}
