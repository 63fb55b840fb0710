namespace PresignKit.SigV4.Verification;

/// <summary>Everything that a presigned URL or an Authorization header claims: parsed and well-formed, but not yet verified.</summary>
internal sealed class ReceivedSignature
{
    internal required ReceivedCredential Credential { get; init; }

    internal required string DateText { get; init; }

    internal required DateTimeOffset SignedAt { get; init; }

    internal DateTimeOffset? ExpiresAt { get; init; }

    internal required string[] SignedHeaders { get; init; }

    internal required string PayloadHash { get; init; }

    internal required PayloadMode PayloadMode { get; init; }

    internal required string? SessionToken { get; init; }

    internal required string Signature { get; init; }

    /// <summary>The signed query: all parameters except the signature itself.</summary>
    internal required NameValue[] SignedQuery { get; init; }
}
