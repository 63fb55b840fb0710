using System.Diagnostics;
using Amazon.Runtime;
using PresignKit.S3.Settings;
using PresignKit.SigV4;

namespace PresignKit.S3;

/// <summary>
/// The settings of one S3 store, from code or from <c>PresignKit:Stores:NAME</c>; configuration has the last word. All are
/// checked when the host starts.
/// </summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class S3StoreOptions
{
    /// <summary>The value of <see cref="Region"/> that has the store asked, before anything is signed: <c>discover</c>.</summary>
    public const string DiscoverRegion = "discover";

    /// <summary>The bucket. Required.</summary>
    /// <value>Empty, which is refused.</value>
    public string Bucket { get; set; } = "";

    /// <summary>
    /// The region that signatures name, such as <c>eu-central-1</c>. Stores without regions usually take <c>us-east-1</c>. With
    /// <see cref="DiscoverRegion"/> the store is asked for the bucket's region once, by the check at start or before the first signature
    /// (<c>HeadBucket</c>, <c>x-amz-bucket-region</c>); a store that does not say is an error, and nothing is signed.
    /// </summary>
    /// <value><c>us-east-1</c>.</value>
    public string Region { get; set; } = "us-east-1";

    /// <summary>
    /// Where the backend reaches the store, without the bucket: <c>https://minio.internal:9000</c>. It may be http: it is the
    /// operator's own network.
    /// </summary>
    /// <value>
    /// Null: Amazon's regional endpoint of <see cref="Region"/>, or with profile r2 that of <see cref="AccountId"/>, or with profile b2 that
    /// of <see cref="Region"/> at Backblaze. A store of another profile needs one.
    /// </value>
    public string? Endpoint { get; set; }

    /// <summary>Cloudflare R2: the account's id, 32 hexadecimal digits. The endpoint is made of it: <c>https://ACCOUNT.r2.cloudflarestorage.com</c>.</summary>
    /// <value>Null: <see cref="Endpoint"/> is given, or the store is somewhere else.</value>
    public string? AccountId { get; set; }

    /// <summary>Cloudflare R2: the jurisdiction that the bucket was created in, <c>eu</c>, <c>us</c> or <c>fedramp</c>; it is part of the endpoint.</summary>
    /// <value>Null: none.</value>
    public string? Jurisdiction { get; set; }

    /// <summary>
    /// Where browsers reach the store, without the bucket: <c>https://files.example.com</c>. Every signed URL begins with it, and
    /// it is never taken from a request. Host and path are signed, so a proxy must pass both on unchanged, but for a path prefix that it removes and
    /// <see cref="PublicPathPrefix"/> speaks of.
    /// </summary>
    /// <value>Null: <see cref="Endpoint"/>.</value>
    public string? PublicEndpoint { get; set; }

    /// <summary>
    /// What becomes of the path of <see cref="PublicEndpoint"/> on the way to the store. A reverse proxy that serves the store below a
    /// path, as in <c>https://www.example.com/storage</c>, usually removes it.
    /// </summary>
    /// <value><see cref="PathPrefixRule.PassedOn"/>: the store sees it, and it is signed.</value>
    public PathPrefixRule PublicPathPrefix { get; set; }

    /// <summary>Where the bucket stands in addresses at <see cref="Endpoint"/>.</summary>
    /// <value>Null: in the host at Amazon (<c>*.amazonaws.com</c>), in the path elsewhere.</value>
    public BucketAddressing? Addressing { get; set; }

    /// <summary>Where the bucket stands in addresses at <see cref="PublicEndpoint"/>.</summary>
    /// <value>Null: as <see cref="Addressing"/> says, unless there is a <see cref="PublicEndpoint"/>: then in the host at Amazon, in the path elsewhere.</value>
    public BucketAddressing? PublicAddressing { get; set; }

    /// <summary>Whether <see cref="PublicEndpoint"/> may be http.</summary>
    /// <value><see cref="PublicEndpointSecurity.RequireHttps"/>: http is for loopback only.</value>
    public PublicEndpointSecurity PublicEndpointSecurity { get; set; }

    /// <summary>The access key of static credentials. Where it changes in configuration while the application runs, the new one signs from then on.</summary>
    /// <value>Null: the AWS SDK's credential chain (environment, profiles, SSO, web identity, container and instance roles).</value>
    public string? AccessKeyId { get; set; }

    /// <summary>The secret that belongs to <see cref="AccessKeyId"/>. Keep it out of source control; it never appears in a message or a log.</summary>
    /// <value>Null.</value>
    public string? SecretAccessKey { get; set; }

    /// <summary>The session token of temporary static credentials. Nothing renews them: for that, use <see cref="Credentials"/> or the chain.</summary>
    /// <value>Null.</value>
    public string? SessionToken { get; set; }

    /// <summary>
    /// Credentials of the AWS SDK; from code only. What they sign ends no later than they do. They are looked at every ten seconds, and renewed when
    /// they see fit themselves.
    /// </summary>
    /// <value>Null.</value>
    public AWSCredentials? Credentials { get; set; }

    /// <summary>
    /// A role to sign with: static keys, <see cref="Credentials"/>, the AWS SDK's chain or a web identity prove who asks a token service for
    /// it. Its sessions are renewed beside the requests, before they are shorter than the longest policy.
    /// </summary>
    /// <value>Null: what is configured signs itself.</value>
    public S3AssumeRole? AssumeRole { get; set; }

    /// <summary>
    /// The account that signs uploads and nothing else: it may only write new objects (<c>s3:PutObject</c> on the keys of uploads) and
    /// is denied to read and to copy. On a store that takes directives which were not signed (Ceph), that is what keeps the holder
    /// of a PUT from copying other objects. Uploads then also carry, signed and among the headers to send,
    /// <c>x-amz-acl: bucket-owner-full-control</c>, so that the backend can read what it did not write, and there
    /// <c>x-amz-tagging</c> and <c>x-amz-website-redirect-location</c>, empty.
    /// </summary>
    /// <remarks>
    /// What it promises rests on the bucket's policy; docs/stores.md has the one that was measured. The holder can still add
    /// <c>x-amz-meta-*</c> to their own object where the store takes unsigned directives.
    /// </remarks>
    /// <value>Null: uploads are signed with the backend's credentials.</value>
    public S3UploadCredentials? UploadCredentials { get; set; }

    /// <summary>
    /// Who may reach objects without a presigned URL, as ARNs: the backend's own account or role first of all
    /// (<c>arn:aws:iam::123456789012:role/media-backend</c>; a role's own ARN, not that of a session), then operators and other services.
    /// <c>*</c> and <c>?</c> may stand in them. With it, the bucket policy of <see cref="IStoreSetup.EnsureBucketPolicyAsync"/> denies
    /// to everybody else what is not presigned.
    /// </summary>
    /// <value>Empty: nobody is denied anything for want of a presigned URL.</value>
    public IList<string> DirectPrincipals { get; } = [];

    /// <summary>What the store enforces: one of <see cref="S3Profiles"/>, or your own; from code only.</summary>
    /// <value>
    /// Null: <see cref="S3Profiles.Aws"/> at Amazon, <see cref="S3Profiles.R2"/> and <see cref="S3Profiles.B2"/> at Cloudflare's and
    /// Backblaze's endpoints, <see cref="StoreProfile.Generic"/>, which promises nothing, elsewhere.
    /// </value>
    public StoreProfile? Profile { get; set; }

    /// <summary>The name of one of <see cref="S3Profiles"/>, for configuration: <c>aws</c>, <c>ceph</c>, <c>minio</c>, <c>r2</c>, <c>b2</c>, <c>local</c> or <c>generic</c>. It wins over a <see cref="Profile"/> of another name.</summary>
    /// <value>Null: <see cref="Profile"/>.</value>
    public string? ProfileName { get; set; }

    /// <summary>Where the store is, as the method that added it says.</summary>
    internal StoreHost Host { get; set; }

    /// <summary>What configuration has that cannot be read; reported with all other flaws.</summary>
    internal List<string> SectionFlaws { get; } = [];

    /// <summary>Bucket and endpoint; no secret.</summary>
    /// <returns>Text that is safe to log.</returns>
    public override string ToString() => $"{Bucket} at {Shown(PublicEndpoint ?? Endpoint) ?? $"Amazon S3 in {Region}"}";

    // Options are shown before they are validated, which refuses user information.
    private static string? Shown(string? endpoint)
        => endpoint is not null && EndpointText.HasUserInformation(endpoint) ? "an endpoint with user information" : endpoint;
}
