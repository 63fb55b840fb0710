using System.Globalization;
using PresignKit.SigV4.Canonical;

namespace PresignKit.SigV4.Chunked;

/// <summary>Step: reading the request headers that describe an aws-chunked body.</summary>
internal sealed record ChunkedHeaders(PayloadMode Mode, long DecodedLength, string[] Trailers)
{
    internal bool IsSigned => Mode != PayloadMode.StreamingUnsignedTrailer;

    internal bool HasTrailers => Mode != PayloadMode.StreamingSigned;

    internal static ChunkedHeaders Read(WireRequest request, SigV4Verification verification)
    {
        if (!verification.IsVerified || verification.PayloadMode is PayloadMode.UnsignedPayload or PayloadMode.Sha256)
        {
            throw new AwsChunkedException(AwsChunkedError.NotChunked);
        }

        if (request.ValuesOf("x-amz-decoded-content-length").Take(2).ToList() is not [{ } lengthText]
            || !long.TryParse(lengthText.Trim(' ', '\t'), NumberStyles.None, CultureInfo.InvariantCulture, out var length))
        {
            throw new AwsChunkedException(AwsChunkedError.MissingDecodedLength);
        }

        string[] trailers =
        [
            .. request.ValuesOf("x-amz-trailer").SelectMany(v => v.Split(','))
                .Select(v => v.Trim(' ', '\t').ToLowerInvariant()).Where(v => v.Length > 0),
        ];
        if (trailers.Any(t => !HeaderText.IsName(t)) || trailers.Distinct().Count() != trailers.Length)
        {
            throw new AwsChunkedException(AwsChunkedError.MalformedTrailer);
        }

        return new ChunkedHeaders(verification.PayloadMode, length, trailers);
    }
}
