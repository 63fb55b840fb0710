using System.Diagnostics;
using PresignKit.SigV4.Verification;

namespace PresignKit.SigV4;

/// <summary>The result of a verification. Do not trust any of it unless <see cref="IsVerified"/> is true.</summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class SigV4Verification
{
    internal SigV4Verification(SigV4Failure failure)
    {
        Failure = failure;
    }

    /// <summary>Why the request was refused.</summary>
    /// <value><see cref="SigV4Failure.None"/> if it was verified.</value>
    public SigV4Failure Failure { get; }

    /// <summary>Whether the request was signed with the secret access key of <see cref="AccessKeyId"/>.</summary>
    public bool IsVerified => Failure == SigV4Failure.None;

    /// <summary>The access key ID that the request claims, or null if verification failed before it was read.</summary>
    public string? AccessKeyId { get; internal init; }

    /// <summary>The names of the signed headers, lowercase and sorted; empty if verification failed before they were read.</summary>
    public IReadOnlyList<string> SignedHeaders { get; internal init; } = [];

    /// <summary>The date of the signature, or null if verification failed before it was read.</summary>
    public DateTimeOffset? SignedAt { get; internal init; }

    /// <summary>When the presigned URL or the policy expires; null for other requests.</summary>
    public DateTimeOffset? ExpiresAt { get; internal init; }

    /// <summary>What the signature says about the body.</summary>
    public PayloadMode PayloadMode { get; internal init; }

    /// <summary>The signed payload hash: 64 hex digits or one of S3's literals; null if verification failed before it was read.</summary>
    public string? PayloadHash { get; internal init; }

    /// <summary>
    /// The canonical request as computed by the verifier, for S3's response to a wrong signature. It contains the session token, if
    /// any: return it only to the sender of the request, and never log it.
    /// </summary>
    public string? CanonicalRequest { get; internal init; }

    /// <summary>The string to sign as computed by the verifier, for S3's response to a wrong signature.</summary>
    public string? StringToSign { get; internal init; }

    /// <summary>The start of the chain of signatures in an aws-chunked body; null unless verified.</summary>
    internal ChunkSeed? ChunkSeed { get; init; }

    /// <summary>Returns the result and the access key ID, without token and signature.</summary>
    /// <returns>Text that is safe to log.</returns>
    public override string ToString() => $"{(IsVerified ? "Verified" : Failure.ToString())} ({AccessKeyId ?? "no access key"})";
}
