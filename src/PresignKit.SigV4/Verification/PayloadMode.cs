namespace PresignKit.SigV4;

/// <summary>What the signature says about the body.</summary>
public enum PayloadMode
{
    /// <summary>Nothing: <c>UNSIGNED-PAYLOAD</c>.</summary>
    UnsignedPayload = 0,

    /// <summary>
    /// The SHA-256 of the whole body. The reader of the body must compare its hash with <see cref="SigV4Verification.PayloadHash"/>.
    /// </summary>
    Sha256,

    /// <summary>aws-chunked with a signature on each chunk: <c>STREAMING-AWS4-HMAC-SHA256-PAYLOAD</c>.</summary>
    StreamingSigned,

    /// <summary>aws-chunked with a signature on each chunk and on the trailers: <c>STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER</c>.</summary>
    StreamingSignedTrailer,

    /// <summary>aws-chunked without signatures, with trailers: <c>STREAMING-UNSIGNED-PAYLOAD-TRAILER</c>.</summary>
    StreamingUnsignedTrailer,
}
