using PresignKit.SigV4.Canonical;

namespace PresignKit.SigV4.Verification;

/// <summary>Determines the payload mode from a received payload hash.</summary>
internal static class ReceivedPayloadHash
{
    internal static bool TryRead(string value, out PayloadMode mode)
    {
        mode = value switch
        {
            PayloadHash.Unsigned => PayloadMode.UnsignedPayload,
            PayloadHash.StreamingSigned => PayloadMode.StreamingSigned,
            PayloadHash.StreamingSignedTrailer => PayloadMode.StreamingSignedTrailer,
            PayloadHash.StreamingUnsignedTrailer => PayloadMode.StreamingUnsignedTrailer,
            _ => PayloadMode.Sha256,
        };
        return mode != PayloadMode.Sha256 || PayloadHash.IsSha256(value);
    }
}
