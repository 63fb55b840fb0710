using Microsoft.AspNetCore.Http;
using PresignKit.LocalS3.Authentication;
using PresignKit.LocalS3.Http;
using PresignKit.SigV4;

namespace PresignKit.LocalS3.Hosting;

/// <summary>Maps exceptions to S3's error responses.</summary>
internal static class ErrorMapping
{
    public static S3Error From(Exception exception) => exception switch
    {
        S3Exception refused => refused.Error,
        AwsChunkedException chunked => From(chunked.Error),
        BadHttpRequestException { StatusCode: StatusCodes.Status408RequestTimeout } => S3Errors.RequestTimeout(),
        BadHttpRequestException { StatusCode: StatusCodes.Status400BadRequest } => S3Errors.IncompleteBody(),
        BadHttpRequestException bad => new S3Error(bad.StatusCode, "InvalidRequest", "The request is invalid."),
        _ => S3Errors.InternalError(),
    };

    /// <summary>Removes the headers that describe the object, since they do not apply to an error document.</summary>
    public static void ForgetObject(IHeaderDictionary headers)
    {
        foreach (var name in headers.Keys.Where(IsOfObject).ToList())
        {
            headers.Remove(name);
        }
    }

    private static S3Error From(AwsChunkedError error) => error switch
    {
        AwsChunkedError.MissingDecodedLength => S3Errors.MissingContentLength(),
        AwsChunkedError.LengthMismatch or AwsChunkedError.Truncated => S3Errors.IncompleteBody(),
        AwsChunkedError.MalformedTrailer => new S3Error(
            400,
            "MalformedTrailerError",
            "The request contained trailing data that was not well-formed or did not conform to our published schema."),
        AwsChunkedError.ChunkSignatureMismatch or AwsChunkedError.TrailerSignatureMismatch => AuthenticationError.SignatureDoesNotMatch(),
        _ => S3Errors.InvalidRequest("The chunked encoding of the body is invalid."),
    };

    private static bool IsOfObject(string name) =>
        name is "ETag" or "Last-Modified" or "Content-Length" or "Content-Range" or "Content-Disposition" or "Content-Encoding" or "Content-Language"
            or "Cache-Control" or "Expires" or "Accept-Ranges"
            or "x-amz-missing-meta" or "x-amz-tagging-count"
        || name.StartsWith("x-amz-server-side-encryption", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("x-amz-meta-", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("x-amz-checksum-", StringComparison.OrdinalIgnoreCase);
}
