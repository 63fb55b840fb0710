using System.Diagnostics;
using Amazon.Runtime;

namespace PresignKit.S3;

/// <summary>
/// Where the objects of one tenant are. Everything that is null is as in the registered store. The application takes it from its own data, such as a
/// row of a table, and never from a client. Equal settings have the same store; changed ones have a new one.
/// </summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed record S3TenantSettings
{
    /// <summary>The tenant, as the application names it: 1 to 64 letters, digits, <c>-</c>, <c>_</c>, or <c>.</c>. It is part of declarations and messages.</summary>
    public required string Tenant { get; init; }

    /// <summary>The tenant's bucket.</summary>
    public required string Bucket { get; init; }

    /// <summary>The region in signatures.</summary>
    /// <value>Null: that of the registered store.</value>
    public string? Region { get; init; }

    /// <summary>Where the backend reaches the tenant's store, without the bucket. It must be of the same kind as the registered one: the profile is the same.</summary>
    /// <value>Null: that of the registered store; at Amazon, the endpoint of <see cref="Region"/>.</value>
    public string? Endpoint { get; init; }

    /// <summary>Where browsers reach the tenant's store, without the bucket.</summary>
    /// <value>Null: that of the registered store; with an <see cref="Endpoint"/> of the tenant's, that one.</value>
    public string? PublicEndpoint { get; init; }

    /// <summary>The access key ID of static credentials of the tenant's own.</summary>
    /// <value>Null: the registered store's credentials, which are renewed and reloaded together for all tenants.</value>
    public string? AccessKeyId { get; init; }

    /// <summary>The secret of <see cref="AccessKeyId"/>.</summary>
    /// <value>Null.</value>
    public string? SecretAccessKey { get; init; }

    /// <summary>The session token of temporary static credentials.</summary>
    /// <value>Null.</value>
    public string? SessionToken { get; init; }

    /// <summary>Credentials of the AWS SDK. Pass the same instance each time, because another one stands for other credentials.</summary>
    /// <value>Null.</value>
    public AWSCredentials? Credentials { get; init; }

    /// <summary>The role whose sessions sign for this tenant; all else is as in <see cref="S3StoreOptions.AssumeRole"/> of the registered store.</summary>
    /// <value>Null: the registered store's role, if it has one and the tenant has no credentials of its own.</value>
    public string? RoleArn { get; init; }

    /// <summary>The external ID that <see cref="RoleArn"/> requires.</summary>
    /// <value>Null.</value>
    public string? ExternalId { get; init; }

    /// <summary>Whether the account of the credentials pays for requests, as in <see cref="S3StoreOptions.RequesterPays"/>.</summary>
    /// <value>Null: as in the registered store.</value>
    public bool? RequesterPays { get; init; }

    /// <summary>The ID of the account that the tenant's bucket must belong to, as in <see cref="S3StoreOptions.ExpectedBucketOwner"/>.</summary>
    /// <value>Null: that of the registered store, if it has one.</value>
    public string? ExpectedBucketOwner { get; init; }

    /// <summary>Whether the tenant's credentials are not those of the registered store.</summary>
    internal bool HasOwnCredentials => AccessKeyId is not null || SecretAccessKey is not null || SessionToken is not null || Credentials is not null
        || RoleArn is not null || ExternalId is not null;

    /// <summary>Whether the tenant's bucket is at another endpoint than that of the registered store.</summary>
    internal bool HasOwnServer => Endpoint is not null || PublicEndpoint is not null || Region is not null;

    /// <summary>Tenant and bucket; no secret.</summary>
    /// <returns>Text that is safe to log.</returns>
    public override string ToString() => $"{Tenant}: {Bucket}";
}
