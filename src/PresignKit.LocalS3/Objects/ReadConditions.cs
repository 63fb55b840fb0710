using PresignKit.LocalS3.Http;
using PresignKit.LocalS3.Storage;

namespace PresignKit.LocalS3.Objects;

/// <summary>The result of evaluating the conditions of a read.</summary>
internal enum ReadCondition
{
    Holds,
    NotModified,
}

/// <summary>Evaluates the conditions of GET and HEAD in the order of RFC 9110, section 13.2.2, which is also S3's.</summary>
internal static class ReadConditions
{
    public static ReadCondition Evaluate(S3Request request, StoredObject value)
    {
        var modified = Dates.WholeSeconds(value.LastModified);
        if (request.Context.Request.Headers.IfMatch is { Count: > 0 } match)
        {
            if (!EntityTag.Matches(match.ToString(), value.ETag))
            {
                throw new S3Exception(S3Errors.PreconditionFailed("If-Match"));
            }
        }
        else if (Dates.ParseHttp(request.Header("If-Unmodified-Since")) is { } unmodifiedSince && modified > unmodifiedSince)
        {
            throw new S3Exception(S3Errors.PreconditionFailed("If-Unmodified-Since"));
        }

        if (request.Context.Request.Headers.IfNoneMatch is { Count: > 0 } noneMatch)
        {
            return EntityTag.Matches(noneMatch.ToString(), value.ETag) ? ReadCondition.NotModified : ReadCondition.Holds;
        }

        return Dates.ParseHttp(request.Header("If-Modified-Since")) is { } modifiedSince && modified <= modifiedSince
            ? ReadCondition.NotModified
            : ReadCondition.Holds;
    }
}
