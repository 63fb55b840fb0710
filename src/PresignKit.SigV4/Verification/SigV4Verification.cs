using System.Diagnostics;
using PresignKit.SigV4.Verification;

namespace PresignKit.SigV4;

/// <summary>The outcome of a verification. Nothing in it may be trusted unless <see cref="IsVerified"/>.</summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class SigV4Verification
{
    internal SigV4Verification(SigV4Failure failure)
    {
        Failure = failure;
    }

    /// <summary>Why the request was refused.</summary>
    /// <value><see cref="SigV4Failure.None"/> when it was verified.</value>
    public SigV4Failure Failure { get; }

    /// <summary>Whether the request is what somebody with the secret signed.</summary>
    public bool IsVerified => Failure == SigV4Failure.None;

    /// <summary>The access key that the request claims, or null if it was not read that far.</summary>
    public string? AccessKeyId { get; internal init; }

    /// <summary>The names of the signed headers, lower case and sorted; empty if the request was not read that far.</summary>
    public IReadOnlyList<string> SignedHeaders { get; internal init; } = [];

    /// <summary>The date of the signature, or null if the request was not read that far.</summary>
    public DateTimeOffset? SignedAt { get; internal init; }

    /// <summary>When a presigned URL or a policy ends; null otherwise.</summary>
    public DateTimeOffset? ExpiresAt { get; internal init; }

    /// <summary>What the signature says about the body.</summary>
    public PayloadMode PayloadMode { get; internal init; }

    /// <summary>The payload hash that was signed: 64 hex digits or one of S3's literals; null if the request was not read that far.</summary>
    public string? PayloadHash { get; internal init; }

    /// <summary>
    /// The canonical request as computed here, for S3's answer to a wrong signature. It holds the session token if there is
    /// one: send it to the one who sent the request, never to a log.
    /// </summary>
    public string? CanonicalRequest { get; internal init; }

    /// <summary>The string to sign as computed here, for S3's answer to a wrong signature.</summary>
    public string? StringToSign { get; internal init; }

    /// <summary>What the signatures of an aws-chunked body go on from; null unless verified.</summary>
    internal ChunkSeed? ChunkSeed { get; init; }

    /// <summary>Outcome and access key; no token, no signature.</summary>
    /// <returns>Text that is safe to log.</returns>
    public override string ToString() => $"{(IsVerified ? "Verified" : Failure.ToString())} ({AccessKeyId ?? "no access key"})";
}
