using Amazon.Runtime;
using Amazon.S3;
using Microsoft.Extensions.DependencyInjection;
using PresignKit.S3;
using PresignKit.SigV4;

namespace PresignKit.Conformance.Stores;

/// <summary>What all stores with the S3 protocol have in common.</summary>
public abstract class S3ConformanceStore : ConformanceStore
{
    public override string Container => "conformance-bucket";

    public override string UnsignedOverride => "response-content-language=de";

    public override IReadOnlyList<(string Header, string Value)> UnsignedDirectives => S3Directives;

    /// <summary>The status of a GET with the number of a part; null if the store ignores the number, and returns the whole object.</summary>
    public virtual int? PartStatus => 206;

    /// <summary>Whether the store itself refuses unsigned directives, rather than the permissions of the upload account.</summary>
    public bool RefusesUnsignedDirectives => Profile.IsolatedPut == Capability.Yes && Options().UploadCredentials is null;

    /// <summary>Whether the region and service in the credential scope must match the store, as on Amazon.</summary>
    public virtual bool ChecksScope => true;

    /// <summary>Whether a URL with a date in the future is refused, as on Amazon.</summary>
    public virtual bool ChecksFutureDates => true;

    /// <summary>Whether the answer to a wrong signature contains the canonical request that the store computed, as on Amazon.</summary>
    public virtual bool ReturnsCanonicalRequest => true;

    /// <summary>Whether an unknown session token is refused, as on Amazon.</summary>
    public virtual bool ChecksTokens => true;

    /// <summary>Whether the Host header must contain the port that was signed, as on Amazon.</summary>
    public virtual bool ChecksMissingPort => true;

    /// <summary>Whether a body without a length (Transfer-Encoding: chunked) is refused, as on Amazon.</summary>
    public virtual bool RefusesChunkedBodies => true;

    /// <summary>
    /// Whether the answer to a part whose upload was completed while it was being sent is an error. If it is not, the part must still have no effect.
    /// </summary>
    public virtual bool RefusesPartsInFlight => true;

    /// <summary>The region in signatures.</summary>
    public string Region => Options().Region ?? "us-east-1";

    /// <summary>A storage class other than the default, if the profile has storage classes.</summary>
    public virtual string StorageClass => "STANDARD_IA";

    /// <summary>A key of the key service, if the profile has one; null for the store's own key.</summary>
    public virtual string? EncryptionKeyId => null;

    public override (string Header, string Value)? CopyDirective => S3Directives[0];

    public override (string Header, string Value)? PublishDirective => S3Directives[1];

    protected static IReadOnlyList<(string Header, string Value)> S3Directives { get; } =
    [
        ("x-amz-copy-source", "/{container}/{key}"),
        ("x-amz-acl", "public-read"),
        ("x-amz-grant-read", "uri=\"http://acs.amazonaws.com/groups/global/AllUsers\""),
        ("x-amz-tagging", "a=b"),
        ("x-amz-website-redirect-location", "https://example.com/"),
        ("x-amz-meta-note", "unsigned"),
        ("x-amz-storage-class", "GLACIER"),
    ];

    /// <summary>The bucket owner's own access, without PresignKit.</summary>
    public AmazonS3Client CreateClient()
    {
        var options = Options();
        return new(new BasicAWSCredentials(options.AccessKeyId, options.SecretAccessKey), new AmazonS3Config
        {
            ServiceURL = options.Endpoint,
            AuthenticationRegion = Region,
            ForcePathStyle = true,
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
        });
    }

    /// <summary>
    /// Creates an application for one test on this store, with its own policies and, optionally, other store options. Slots are uploads of one part if the
    /// store's profile allows it.
    /// </summary>
    public ServiceProvider CreateApplication(Action<PresignKitBuilder> configure, Action<S3StoreOptions>? change = null)
    {
        var kit = AddTo(new ServiceCollection().AddPresignKit(), change);
        configure(kit);
        return kit.Services.BuildServiceProvider();
    }

    /// <summary>Adds this store to an application.</summary>
    public PresignKitBuilder AddTo(PresignKitBuilder kit, Action<S3StoreOptions>? change = null) => kit.AddS3(StoreName, options =>
    {
        options.Bucket = Container;
        Configure(options);
        change?.Invoke(options);
    });

    /// <summary>The same, but its slots are PUTs and forms of the object itself.</summary>
    public ServiceProvider CreateDirectApplication(Action<PresignKitBuilder> configure, Action<S3StoreOptions>? change = null) =>
        CreateApplication(configure, options =>
        {
            change?.Invoke(options);
            options.Profile = Direct(options.Profile!);
        });

    /// <summary>
    /// Creates a presigner for requests that no policy issues. It signs as uploads are signed: for the public endpoint and, if there is one,
    /// with the upload account.
    /// </summary>
    public UrlPresigner CreateUploadPresigner()
    {
        var options = Options();
        var credentials = options.UploadCredentials is { } uploads
            ? new SigV4Credentials(uploads.AccessKeyId!, uploads.SecretAccessKey!)
            : new SigV4Credentials(options.AccessKeyId!, options.SecretAccessKey!);
        var endpoint = BucketEndpoint.Create(
            options.PublicEndpoint ?? options.Endpoint!, Container, options.PublicAddressing ?? BucketAddressing.Path);
        return new(endpoint, credentials, Region);
    }

    /// <summary>The settings of the store under test.</summary>
    public S3StoreOptions Options()
    {
        var options = new S3StoreOptions { Bucket = Container };
        Configure(options);
        return options;
    }

    protected override void AddStores(PresignKitBuilder kit, bool isDirect)
    {
        kit.AddS3(StoreName, options =>
        {
            options.Bucket = Container;
            Configure(options);
            options.Profile = isDirect ? Direct(options.Profile!) : options.Profile;
        });
        kit.AddS3(MissingStoreName, options =>
        {
            options.Bucket = "no-such-bucket";
            Configure(options);
        });
    }

    /// <summary>Sets endpoints, credentials, and profile.</summary>
    protected abstract void Configure(S3StoreOptions options);
}
