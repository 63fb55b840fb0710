using PresignKit.LocalS3.Http;
using PresignKit.LocalS3.Storage;

namespace PresignKit.LocalS3.Objects;

/// <summary>Conditional writes: https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html.</summary>
internal static class ConditionReader
{
    public static WriteCondition Read(S3Request request)
    {
        var noneMatch = request.Header("If-None-Match");
        var match = request.Header("If-Match");
        // For writes, S3 supports only the asterisk.
        if (noneMatch is not (null or "*"))
        {
            throw new S3Exception(S3Errors.NotImplemented("If-None-Match"));
        }

        if (noneMatch is not null && match is not null)
        {
            throw new S3Exception(S3Errors.NotImplemented("If-Match"));
        }

        return new WriteCondition { OnlyIfAbsent = noneMatch is not null, OnlyIfETag = match is null ? null : EntityTag.Unquote(match) };
    }

    /// <summary>Throws S3's error unless the write succeeded.</summary>
    public static void Require(WriteOutcome outcome, WriteCondition condition, S3Request request)
    {
        switch (outcome)
        {
            case WriteOutcome.Done:
                return;
            case WriteOutcome.NoSuchKey:
                throw new S3Exception(S3Errors.NoSuchKey(request.Key));
            case WriteOutcome.NoSuchBucket:
                throw new S3Exception(S3Errors.NoSuchBucket(request.Bucket!));
            case WriteOutcome.NoSuchUpload:
                throw new S3Exception(S3Errors.NoSuchUpload(request.Query.Find("uploadId") ?? ""));
            default:
                throw new S3Exception(S3Errors.PreconditionFailed(condition.OnlyIfAbsent ? "If-None-Match" : "If-Match"));
        }
    }
}
