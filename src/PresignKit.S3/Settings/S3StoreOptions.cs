using System.Diagnostics;
using Amazon.Runtime;
using PresignKit.S3.Settings;
using PresignKit.SigV4;

namespace PresignKit.S3;

/// <summary>
/// The settings of one S3 store, from code or from <c>PresignKit:Stores:NAME</c>. Configuration is applied after all code. All settings are
/// validated when the host starts.
/// </summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class S3StoreOptions
{
    /// <summary>The bucket. Required.</summary>
    /// <value>Empty, which is rejected.</value>
    public string Bucket { get; set; } = "";

    /// <summary>The region in signatures, such as <c>eu-central-1</c>. Stores without regions usually accept <c>us-east-1</c>.</summary>
    /// <value>
    /// Null: the one that <see cref="DiscoverRegion"/> finds; <c>auto</c> for Cloudflare R2; otherwise <c>AWS_REGION</c>, <c>AWS_DEFAULT_REGION</c>, or the
    /// region of the profile (<c>AWS_PROFILE</c>), as AWS's own tools read them; otherwise <c>us-east-1</c> if <see cref="Profile"/> is that of Ceph, MinIO,
    /// or the embedded store. All other stores have no default: they accept a signature only for their region.
    /// Required for Backblaze B2, such as <c>us-west-004</c>: it is part of the endpoint that the bucket's page shows.
    /// </value>
    public string? Region { get; set; }

    /// <summary>
    /// Whether the bucket's region is requested from the store, once, before anything is signed: <c>HeadBucket</c>, <c>x-amz-bucket-region</c>.
    /// If the store does not return it, nothing is signed. <see cref="Region"/> must be null.
    /// </summary>
    /// <value>False: <see cref="Region"/> is used.</value>
    public bool DiscoverRegion { get; set; }

    /// <summary>
    /// Where the backend reaches the store, without the bucket, such as <c>https://minio.internal:9000</c>. It may be http, because it can be in
    /// the operator's own network.
    /// </summary>
    /// <value>
    /// Null: <c>AWS_ENDPOINT_URL_S3</c>, <c>AWS_ENDPOINT_URL</c>, or the endpoint of the profile, as AWS's own tools read them, unless
    /// <c>AWS_IGNORE_CONFIGURED_ENDPOINT_URLS</c> is true; otherwise Amazon's regional endpoint for
    /// <see cref="Region"/>. For Cloudflare R2, the endpoint of <see cref="AccountId"/>; for Backblaze B2,
    /// the endpoint of <see cref="Region"/>. Required for all other stores.
    /// </value>
    public string? Endpoint { get; set; }

    /// <summary>
    /// Amazon S3 only: whether browsers and the backend use the endpoint of <see cref="Region"/> that is reachable by IPv6 and IPv4:
    /// <c>s3.dualstack.REGION.amazonaws.com</c>, in the domain of the region's partition. <see cref="Endpoint"/> must be null.
    /// </summary>
    /// <remarks>Amazon S3 User Guide, "Using Amazon S3 dual-stack endpoints".</remarks>
    /// <value>
    /// Null: <c>AWS_USE_DUALSTACK_ENDPOINT</c>, or <c>use_dualstack_endpoint</c> of the profile, as AWS's own tools read them, if the store is at Amazon
    /// and has no <see cref="Endpoint"/>; otherwise false.
    /// </value>
    public bool? UseDualstackEndpoint { get; set; }

    /// <summary>
    /// Amazon S3 only: whether browsers and the backend use the endpoint of <see cref="Region"/> whose cryptography is validated (FIPS 140):
    /// <c>s3-fips.REGION.amazonaws.com</c>. Regions outside the United States and Canada have none, and are refused.
    /// <see cref="Endpoint"/> must be null. What signs is another matter: see <c>docs/cryptography.md</c>. The token service of
    /// <see cref="AssumeRole"/> has an endpoint of its own.
    /// </summary>
    /// <remarks>AWS General Reference, "Amazon Simple Storage Service endpoints and quotas", "Service endpoints".</remarks>
    /// <value>
    /// Null: <c>AWS_USE_FIPS_ENDPOINT</c>, or <c>use_fips_endpoint</c> of the profile, as AWS's own tools read them, if the store is at Amazon and has no
    /// <see cref="Endpoint"/>; otherwise false.
    /// </value>
    public bool? UseFipsEndpoint { get; set; }

    /// <summary>
    /// Amazon S3 only: whether browsers use the endpoint of Transfer Acceleration, <c>s3-accelerate.amazonaws.com</c>, which must be enabled for the
    /// bucket. The backend uses the endpoint of <see cref="Region"/>, because it is usually near the bucket. The bucket's name must not contain a dot,
    /// the bucket is in the host, and there is no FIPS endpoint. <see cref="PublicEndpoint"/> must be null.
    /// </summary>
    /// <remarks>Amazon S3 User Guide, "Configuring fast, secure file transfers using Amazon S3 Transfer Acceleration".</remarks>
    /// <value>False.</value>
    public bool UseAccelerateEndpoint { get; set; }

    /// <summary>
    /// Cloudflare R2 only: the account ID, 32 hexadecimal digits. The endpoint is derived from it:
    /// <c>https://ACCOUNT.r2.cloudflarestorage.com</c>.
    /// </summary>
    /// <value>Null: <see cref="Endpoint"/> is set, or the store is not Cloudflare R2.</value>
    public string? AccountId { get; set; }

    /// <summary>
    /// Cloudflare R2 only: the jurisdiction that the bucket was created in, such as <c>eu</c> or <c>fedramp</c>. It is part of the endpoint.
    /// </summary>
    /// <value>Null: none.</value>
    public string? Jurisdiction { get; set; }

    /// <summary>
    /// Where browsers reach the store, without the bucket, such as <c>https://files.example.com</c>. Every signed URL begins with it, and
    /// it is never taken from a request. Host and path are signed, so a proxy must pass on both unchanged, except for a path prefix that it
    /// removes (<see cref="PublicPathPrefix"/>).
    /// </summary>
    /// <value>Null: <see cref="Endpoint"/>.</value>
    public string? PublicEndpoint { get; set; }

    /// <summary>
    /// Whether a reverse proxy removes the path of <see cref="PublicEndpoint"/>. A proxy that serves the store under a path, such as
    /// <c>https://www.example.com/storage</c>, usually does.
    /// </summary>
    /// <value><see cref="PathPrefixRule.PassedOn"/>: the store receives the path, and it is signed.</value>
    public PathPrefixRule PublicPathPrefix { get; set; }

    /// <summary>Whether the bucket is in the host or in the path of addresses at <see cref="Endpoint"/>.</summary>
    /// <value>Null: in the host for Amazon, in the path for other stores.</value>
    public BucketAddressing? Addressing { get; set; }

    /// <summary>Whether the bucket is in the host or in the path of addresses at <see cref="PublicEndpoint"/>.</summary>
    /// <value>
    /// Null: if there is a <see cref="PublicEndpoint"/>, in the host for Amazon, in the path for other stores; otherwise <see cref="Addressing"/>.
    /// </value>
    public BucketAddressing? PublicAddressing { get; set; }

    /// <summary>
    /// Whether the address that browsers reach may be http on other hosts than this machine. Anyone who can read the network traffic can then read
    /// the files and use the URLs until they expire.
    /// </summary>
    /// <value>False: it must be https, or http on <c>localhost</c>, <c>127.0.0.1</c> or <c>[::1]</c>.</value>
    public bool AllowInsecurePublicEndpoint { get; set; }

    /// <summary>
    /// The access key ID of static credentials. If it changes in configuration while the application runs, the new credentials are used from
    /// then on.
    /// </summary>
    /// <value>Null: the AWS SDK's credential chain (environment, profiles, SSO, web identity, container and instance roles).</value>
    public string? AccessKeyId { get; set; }

    /// <summary>The secret of <see cref="AccessKeyId"/>. Keep it out of source control; it never appears in a message or a log.</summary>
    /// <value>Null.</value>
    public string? SecretAccessKey { get; set; }

    /// <summary>
    /// The session token of temporary static credentials. They are not renewed; use <see cref="Credentials"/> or the credential chain for that.
    /// </summary>
    /// <value>Null.</value>
    public string? SessionToken { get; set; }

    /// <summary>
    /// Credentials of the AWS SDK; from code only. What they sign expires no later than they do. They are read every ten seconds, and the AWS SDK
    /// decides when they are renewed.
    /// </summary>
    /// <value>Null.</value>
    public AWSCredentials? Credentials { get; set; }

    /// <summary>
    /// A role whose sessions sign. Static credentials, <see cref="Credentials"/>, the AWS SDK's credential chain, or a web identity authenticate the
    /// request for a session to a token service. Sessions are renewed in the background, before they last for less than the longest lifetime of a
    /// policy.
    /// </summary>
    /// <value>Null: the configured credentials sign.</value>
    public S3AssumeRole? AssumeRole { get; set; }

    /// <summary>
    /// The credentials of an account that signs uploads and nothing else: it may only write new objects (<c>s3:PutObject</c> on the keys of
    /// uploads) and is denied reading and copying. On a store that accepts unsigned directives (Ceph), this is what prevents the holder of a PUT
    /// URL from copying other objects. Uploads then also have, signed and among the headers to send, <c>x-amz-acl: bucket-owner-full-control</c>,
    /// so that the backend can read them, and on such a store empty <c>x-amz-tagging</c> and <c>x-amz-website-redirect-location</c>.
    /// </summary>
    /// <remarks>
    /// The guarantee depends on the bucket's policy; docs/stores.md has the one that was measured. The holder can still add
    /// <c>x-amz-meta-*</c> to their own object if the store accepts unsigned directives.
    /// </remarks>
    /// <value>Null: uploads are signed with the backend's credentials.</value>
    public S3UploadCredentials? UploadCredentials { get; set; }

    /// <summary>
    /// Whether the bucket's objects are public on purpose, so that everybody may read them without a signature, as behind a CDN for images. Checks and
    /// probes then report it as information. Listing, writing, and deleting without a signature stay errors.
    /// </summary>
    /// <value>False: a bucket that everybody can read is an error (<c>bucket-public</c>), and no guarantee of the store holds.</value>
    public bool AllowPublicReads { get; set; }

    /// <summary>
    /// The ARNs of those who may access objects without a presigned URL: the backend's own account or role
    /// (<c>arn:aws:iam::123456789012:role/media-backend</c>; the ARN of the role, not of a session), and operators and other services.
    /// They may contain <c>*</c> and <c>?</c>. If the list is not empty, the bucket policy of <see cref="IStoreSetup.EnsureBucketPolicyAsync"/>
    /// denies everyone else requests that are not presigned.
    /// </summary>
    /// <value>An empty list: requests that are not presigned are not denied.</value>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public IList<string> DirectPrincipals
    {
        get;
        set => field = value ?? throw new ArgumentNullException(nameof(value));
    } = [];

    /// <summary>
    /// What the store enforces: one of <see cref="S3Profiles"/>, one that a probe has printed, or your own. In configuration, it is the name of one of
    /// <see cref="S3Profiles.All"/>, such as <c>aws</c>, <c>ceph</c> or <c>generic</c>, or a section with a <c>Name</c> of your own and a <c>Yes</c>,
    /// <c>No</c> or <c>Unknown</c> for each capability, as a probe prints it (<see cref="ProbeReport.ToJson"/>). What the section does not name is
    /// Unknown, or what the profile named by <c>BasedOn</c> says. The name of the profile that code sets keeps that profile.
    /// </summary>
    /// <value>
    /// Null: by the endpoint, <see cref="S3Profiles.Aws"/> for Amazon, <see cref="S3Profiles.R2"/> for Cloudflare, <see cref="S3Profiles.B2"/> for
    /// Backblaze, and <see cref="StoreProfile.Generic"/>, which guarantees nothing, for other stores.
    /// </value>
    public StoreProfile? Profile { get; set; }

    /// <summary>
    /// Whether the account of the credentials pays for requests and transfer instead of the owner of the bucket, which is configured for it (Amazon S3 User
    /// Guide, "Using Requester Pays general purpose buckets"). Every URL then has <c>x-amz-request-payer=requester</c> in its signed query, forms have it as a
    /// field, and the backend sends it with its own requests: everyone who uses a URL spends that account's money. If the store does not support it
    /// (<see cref="StoreProfile.RequesterPays"/>), the application does not start.
    /// </summary>
    /// <value>False: nothing is added. A bucket whose requesters pay refuses such requests with 403.</value>
    public bool RequesterPays { get; set; }

    /// <summary>
    /// The ID of the account that the bucket must belong to: 12 digits. The store refuses every request, of browsers and of the backend, with 403
    /// <c>AccessDenied</c> if the bucket is another account's, such as after its name was given up and taken by somebody else (Amazon S3 User Guide,
    /// "Verifying bucket ownership with bucket owner condition"). Every URL has <c>x-amz-expected-bucket-owner</c> in its signed query, and forms have it as
    /// a field, so that those who receive them see the ID. If the store does not support it (<see cref="StoreProfile.ExpectedBucketOwner"/>), the application
    /// does not start.
    /// </summary>
    /// <value>Null: the owner is not compared.</value>
    public string? ExpectedBucketOwner { get; set; }

    /// <summary>Where the store is, as the method that added it specifies.</summary>
    internal StoreHost Host { get; set; }

    /// <summary>Where <see cref="Region"/> is from, if it is not a setting; for messages.</summary>
    internal string? RegionSource { get; set; }

    /// <summary>Where <see cref="Endpoint"/> is from, if it is not a setting; for messages.</summary>
    internal string? EndpointSource { get; set; }

    /// <summary>Where <see cref="UseDualstackEndpoint"/> is from, if it is not a setting; for messages.</summary>
    internal string? DualstackSource { get; set; }

    /// <summary>Where <see cref="UseFipsEndpoint"/> is from, if it is not a setting; for messages.</summary>
    internal string? FipsSource { get; set; }

    /// <summary>What permits http for browsers on other machines, if it is not <see cref="AllowInsecurePublicEndpoint"/>; for messages.</summary>
    internal string? InsecureAdvice { get; set; }

    /// <summary>The settings in configuration that cannot be read; reported with all other flaws.</summary>
    internal List<string> SectionFlaws { get; } = [];

    /// <summary>Bucket and endpoint; no secret.</summary>
    /// <returns>Text that is safe to log.</returns>
    public override string ToString() => $"{Bucket} at {Shown(PublicEndpoint ?? Endpoint) ?? $"Amazon S3 in {Region}"}";

    /// <summary>A copy whose settings can be changed without changing these.</summary>
    internal S3StoreOptions Copy()
    {
        var copy = (S3StoreOptions)MemberwiseClone();
        copy.DirectPrincipals = [.. DirectPrincipals];
        return copy;
    }

    // Options are shown before they are validated, which refuses user information.
    private static string? Shown(string? endpoint)
        => endpoint is not null && EndpointText.HasUserInformation(endpoint) ? "an endpoint with user information" : endpoint;
}
