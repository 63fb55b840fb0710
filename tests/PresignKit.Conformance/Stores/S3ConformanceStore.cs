using Amazon.Runtime;
using Amazon.S3;
using Microsoft.Extensions.DependencyInjection;
using PresignKit.S3;
using PresignKit.SigV4;

namespace PresignKit.Conformance.Stores;

/// <summary>What all stores that speak S3 have in common.</summary>
public abstract class S3ConformanceStore : ConformanceStore
{
    public override string Container => "conformance-bucket";

    public override string UnsignedOverride => "response-content-language=de";

    public override (string Header, string Value)? CopyDirective => S3Directives[0];

    public override (string Header, string Value)? PublishDirective => S3Directives[1];

    public override IReadOnlyList<(string Header, string Value)> UnsignedDirectives => S3Directives;

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

    /// <summary>Whether a slot is kept to its key by refusing what was not signed, and not by what the account of uploads may do.</summary>
    public bool RefusesUnsignedDirectives => Profile.IsolatedPut == Capability.Yes && Options().UploadCredentials is null;

    /// <summary>Whether region and service of the credential scope have to be the store's, as on Amazon.</summary>
    public virtual bool ChecksScope => true;

    /// <summary>Whether a URL that is dated in the future is refused, as on Amazon.</summary>
    public virtual bool ChecksFutureDates => true;

    /// <summary>Whether the answer to a wrong signature has the canonical request that the store computed, as Amazon's.</summary>
    public virtual bool TellsCanonicalRequest => true;

    /// <summary>Whether a session token that belongs to nobody is refused, as on Amazon.</summary>
    public virtual bool ChecksTokens => true;

    /// <summary>Whether the port of the host that was signed has to be in the Host header that arrives, as on Amazon.</summary>
    public virtual bool ChecksMissingPort => true;

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

    /// <summary>The region that signatures name.</summary>
    public string Region => Options().Region ?? "us-east-1";

    /// <summary>A storage class that is not the default, where the profile has classes.</summary>
    public virtual string StorageClass => "STANDARD_IA";

    /// <summary>A key of the key service, where the profile has one; null: the store's own.</summary>
    public virtual string? EncryptionKeyId => null;

    /// <summary>An application of a test's own on this store: its policies, and another profile where it is to be tried out.</summary>
    public ServiceProvider CreateApplication(Action<PresignKitBuilder> configure, Action<S3StoreOptions>? change = null)
    {
        var kit = new ServiceCollection().AddPresignKit().AddS3(StoreName, options =>
        {
            options.Bucket = Container;
            Configure(options);
            change?.Invoke(options);
        });
        configure(kit);
        return kit.Services.BuildServiceProvider();
    }

    /// <summary>Signs what no policy issues yet, as uploads are signed: at the public endpoint, with the account of uploads where there is one.</summary>
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

    protected override void AddStores(PresignKitBuilder kit)
    {
        kit.AddS3(StoreName, options =>
        {
            options.Bucket = Container;
            Configure(options);
        });
        kit.AddS3(MissingStoreName, options =>
        {
            options.Bucket = "no-such-bucket";
            Configure(options);
        });
    }

    /// <summary>Sets endpoints, keys and profile.</summary>
    protected abstract void Configure(S3StoreOptions options);

    /// <summary>The settings of the store under test.</summary>
    public S3StoreOptions Options()
    {
        var options = new S3StoreOptions { Bucket = Container };
        Configure(options);
        return options;
    }
}
