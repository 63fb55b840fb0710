using System.Buffers;
using PresignKit.SigV4.Verification;

namespace PresignKit.SigV4.Canonical;

/// <summary>
/// Step: payload hash, the last line of a canonical request: the SHA-256 of the body in lower-case hex, or one of the literals by which S3 is
/// told that the body is signed otherwise or not at all.
/// </summary>
/// <remarks>Amazon S3 API Reference, "Common Request Headers", x-amz-content-sha256.</remarks>
internal static class PayloadHash
{
    /// <summary>A body that is not signed, as in every presigned URL.</summary>
    internal const string Unsigned = "UNSIGNED-PAYLOAD";

    internal const string StreamingSigned = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD";
    internal const string StreamingSignedTrailer = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER";
    internal const string StreamingUnsignedTrailer = "STREAMING-UNSIGNED-PAYLOAD-TRAILER";

    private static readonly SearchValues<char> LowerHex = SearchValues.Create("0123456789abcdef");

    internal static bool TryRead(string value, out PayloadMode mode)
    {
        switch (value)
        {
            case Unsigned:
                mode = PayloadMode.UnsignedPayload;
                return true;
            case StreamingSigned:
                mode = PayloadMode.StreamingSigned;
                return true;
            case StreamingSignedTrailer:
                mode = PayloadMode.StreamingSignedTrailer;
                return true;
            case StreamingUnsignedTrailer:
                mode = PayloadMode.StreamingUnsignedTrailer;
                return true;
            default:
                mode = PayloadMode.Sha256;
                return value.Length == 64 && !value.AsSpan().ContainsAnyExcept(LowerHex);
        }
    }
}
