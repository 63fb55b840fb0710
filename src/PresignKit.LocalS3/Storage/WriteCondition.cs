namespace PresignKit.LocalS3.Storage;

/// <summary>The result of a conditional write.</summary>
internal enum WriteOutcome
{
    Done,
    PreconditionFailed,
    NoSuchKey,
    NoSuchBucket,
    NoSuchUpload,
}

/// <summary>A conditional write: https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html.</summary>
internal readonly record struct WriteCondition
{
    /// <summary>If-None-Match: * (write only if no object has the key).</summary>
    public bool OnlyIfAbsent { get; init; }

    /// <summary>If-Match (write only if the existing object has this entity tag).</summary>
    public string? OnlyIfETag { get; init; }
}
