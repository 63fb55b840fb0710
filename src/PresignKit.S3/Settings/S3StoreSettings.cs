using System.Collections.Immutable;
using Amazon.Runtime;
using PresignKit.SigV4;

namespace PresignKit.S3.Settings;

/// <summary>The validated settings of a store, immutable and with all defaults applied.</summary>
internal sealed record S3StoreSettings
{
    public required string Name { get; init; }

    public required string Bucket { get; init; }

    public required string Region { get; init; }

    /// <summary>The internal endpoint, or null for Amazon's own.</summary>
    public required string? ServiceUrl { get; init; }

    /// <summary>Whether the backend reaches Amazon's own endpoint with validated cryptography.</summary>
    public bool UseFips { get; init; }

    /// <summary>Whether the backend reaches Amazon's own endpoint with addresses of IPv6.</summary>
    public bool UseDualstack { get; init; }

    public required BucketAddressing Addressing { get; init; }

    /// <summary>The bucket as the backend reaches it.</summary>
    public required BucketEndpoint InternalBucket { get; init; }

    /// <summary>The bucket at the address that browsers use, which is signed.</summary>
    public required BucketEndpoint PublicBucket { get; init; }

    /// <summary>
    /// What the store enforces on the requests that are signed for browsers; with <see cref="UploadCredentials"/> it may be more than
    /// <see cref="ConfiguredProfile"/> states.
    /// </summary>
    public required StoreProfile Profile { get; init; }

    /// <summary>The profile as it was configured.</summary>
    public required StoreProfile ConfiguredProfile { get; init; }

    /// <summary>Null: the AWS SDK's credential chain.</summary>
    public required AWSCredentials? Credentials { get; init; }

    /// <summary>The role that <see cref="Credentials"/>, the chain or a web identity assume; null: none.</summary>
    public RoleSettings? Role { get; init; }

    /// <summary>The account that signs uploads; null: the same credentials sign all requests.</summary>
    public UploadCredentialSettings? UploadCredentials { get; init; }

    /// <summary>
    /// The ARNs of those who may access objects without a presigned URL; empty: the bucket policy does not deny requests that are not presigned.
    /// </summary>
    public ImmutableArray<string> DirectPrincipals { get; init; } = [];

    /// <summary>Whether everybody may read objects, on purpose.</summary>
    public bool AllowPublicReads { get; init; }

    /// <summary>What every request for the bucket says about it, by lowercase name.</summary>
    public ImmutableArray<NameValue> BucketFacts { get; init; } = [];

    public override string ToString() => $"{Name}: {PublicBucket.Url}";
}
