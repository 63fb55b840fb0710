using System.CommandLine;
using PresignKit.SigV4;

namespace PresignKit.Cli.Probing;

/// <summary>The arguments of <c>presignkit probe</c>.</summary>
internal sealed class ProbeArguments
{
    public Option<string?> Endpoint { get; } = new("--endpoint")
    {
        Description = "The store's address, without the bucket, such as https://s3.example.com. Default: AWS_ENDPOINT_URL_S3, AWS_ENDPOINT_URL, or "
            + "Amazon's endpoint for the region.",
        HelpName = "URL",
    };

    public Option<string> Bucket { get; } = new("--bucket")
    {
        Description = "The bucket. Everything is written under a random prefix in it, and removed afterwards.",
        HelpName = "NAME",
        Required = true,
    };

    public Option<string?> Region { get; } = new("--region")
    {
        Description = "The region to sign for. Default: AWS_REGION, AWS_DEFAULT_REGION, or the one of the AWS profile.",
        HelpName = "REGION",
    };

    public Option<string?> Profile { get; } = new("--profile")
    {
        Description = "The store profile that the measurement is compared with, such as aws or ceph. (AWS_PROFILE selects the profile of your "
            + "credentials.) Default: aws at Amazon, otherwise generic, which claims nothing.",
        HelpName = "NAME",
    };

    public Option<BucketAddressing?> Addressing { get; } = new("--addressing")
    {
        Description = "Where the bucket is in URLs. Default: virtual-host at Amazon, otherwise path.",
        HelpName = "path|virtual-host",
        CustomParser = result => result.Tokens[0].Value switch
        {
            "path" => BucketAddressing.Path,
            "virtual-host" => BucketAddressing.VirtualHost,
            var other => Refuse(result, $"--addressing is '{other}'; it must be path or virtual-host."),
        },
        CompletionSources = { "path", "virtual-host" },
    };

    public Option<string?> PublicEndpoint { get; } = new("--public-endpoint")
    {
        Description = "The address at which browsers reach the store, if it differs. Measurements use this address.",
        HelpName = "URL",
    };

    public Option<bool> AllowPublicReads { get; } = new("--allow-public-reads")
    {
        Description = "The bucket's objects are public on purpose: that everybody can read them is no error.",
    };

    public Option<bool> CreateBucket { get; } = new("--create-bucket")
    {
        Description = "Create the bucket if it is missing, and remove it afterwards.",
    };

    public Option<bool> KeepBucket { get; } = new("--keep-bucket")
    {
        Description = "With --create-bucket, keep the empty bucket afterwards.",
    };

    public Option<bool> Json { get; } = new("--json") { Description = "Print the report as JSON." };

    public Option<bool> Quiet { get; } = new("--quiet", "-q") { Description = "Print only errors on standard error, without progress and notes." };

    private static BucketAddressing? Refuse(System.CommandLine.Parsing.ArgumentResult result, string message)
    {
        result.AddError(message);
        return null;
    }
}
