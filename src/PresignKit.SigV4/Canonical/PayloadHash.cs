using System.Buffers;

namespace PresignKit.SigV4.Canonical;

/// <summary>
/// Step: payload hash, the last line of a canonical request: the SHA-256 of the body in lowercase hex, or one of the literals that tell S3
/// that the body is signed in another way or not at all.
/// </summary>
/// <remarks>Amazon S3 API Reference, "Common Request Headers", x-amz-content-sha256.</remarks>
internal static class PayloadHash
{
    /// <summary>The literal for a body that is not signed; the default for presigned URLs.</summary>
    internal const string Unsigned = "UNSIGNED-PAYLOAD";

    internal const string StreamingSigned = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD";
    internal const string StreamingSignedTrailer = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER";
    internal const string StreamingUnsignedTrailer = "STREAMING-UNSIGNED-PAYLOAD-TRAILER";

    private static readonly SearchValues<char> LowerHex = SearchValues.Create("0123456789abcdef");

    /// <summary>Whether the text is a hash in lowercase hex or one of the literals.</summary>
    internal static bool IsKnown(string value) =>
        value is Unsigned or StreamingSigned or StreamingSignedTrailer or StreamingUnsignedTrailer || IsSha256(value);

    internal static bool IsSha256(string value) => value.Length == 64 && !value.AsSpan().ContainsAnyExcept(LowerHex);
}
