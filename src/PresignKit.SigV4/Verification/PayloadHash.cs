using System.Buffers;
using PresignKit.SigV4.Canonical;

namespace PresignKit.SigV4.Verification;

/// <summary>Step: reading <c>x-amz-content-sha256</c>.</summary>
internal static class PayloadHash
{
    internal const string StreamingSigned = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD";
    internal const string StreamingSignedTrailer = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER";
    internal const string StreamingUnsignedTrailer = "STREAMING-UNSIGNED-PAYLOAD-TRAILER";

    private static readonly SearchValues<char> LowerHex = SearchValues.Create("0123456789abcdef");

    internal static bool TryRead(string value, out PayloadMode mode)
    {
        switch (value)
        {
            case CanonicalRequest.UnsignedPayload:
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
