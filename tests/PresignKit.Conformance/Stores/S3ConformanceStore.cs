using PresignKit.DependencyInjection;
using PresignKit.S3;
using Microsoft.Extensions.DependencyInjection;

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
}
