using PresignKit.SigV4.Canonical;

namespace PresignKit.SigV4.Verification;

/// <summary>Reads what a received payload hash says about the body.</summary>
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
