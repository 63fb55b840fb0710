using PresignKit.Explaining.Refusals;
using PresignKit.Explaining.Requests;

namespace PresignKit.Explaining.Causes;

/// <summary>Newer SDKs add a checksum to every upload: in a trailer after the chunks, or already in the presigned URL.</summary>
/// <remarks>AWS SDKs and Tools Reference Guide, "Data Integrity Protections for Amazon S3".</remarks>
internal sealed class SdkChecksum : ICause
{
    public const string Remedy =
        "Upload to a presigned URL with plain HTTP, not with an SDK's client. If an SDK must sign or send, set its request checksum calculation to "
        + "WHEN_REQUIRED (AWS_REQUEST_CHECKSUM_CALCULATION), and turn off chunked encoding if the store does not support it.";

    // CRC-32 of no bytes, which an SDK computes if it presigns before there is a body.
    private const string OfNothing = "AAAAAA==";

    public IEnumerable<RefusalFinding> Find(RefusedRequest request)
    {
        if (request.Url.Find("x-amz-checksum-crc32") == OfNothing && request.BodySize is not 0
            && request.Error.Code is "BadDigest" or "InvalidRequest" or "InvalidArgument" or null && request.Status is null or 400)
        {
            // Whether the body was empty is not always known.
            return [new(
                RefusalCodes.SdkChecksum,
                request.Error.Code == "BadDigest" && request.BodySize is > 0 ? RefusalCertainty.Proven : RefusalCertainty.Likely,
                "The URL contains the checksum of an empty body (x-amz-checksum-crc32): the SDK that signed it computed the checksum before there was a body.",
                Remedy)];
        }

        var isChunked = request.Header("content-encoding")?.Contains("aws-chunked", StringComparison.OrdinalIgnoreCase) == true
            || request.Header("x-amz-content-sha256")?.StartsWith("STREAMING-", StringComparison.Ordinal) == true
            || request.Header("x-amz-trailer") is not null;
        if (!isChunked)
        {
            return [];
        }

        const string Message = "The body was sent aws-chunked, with a trailing checksum, instead of as plain bytes. Newer SDKs do this by default.";
        return [request.Error.Code is "XAmzContentSHA256Mismatch" or "NotImplemented" or "MissingContentLength" or "IncompleteBody"
            || request.Status is 411 or 501
            ? Finding.Stated(RefusalCodes.SdkChecksum, Message, Remedy)
            : Finding.Likely(RefusalCodes.SdkChecksum, Message, Remedy)];
    }
}
