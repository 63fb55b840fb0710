using System.CommandLine;
using PresignKit.SigV4;

namespace PresignKit.Cli.Probing;

/// <summary>What <c>presignkit probe</c> takes.</summary>
internal sealed class ProbeArguments
{
    public Option<string?> Endpoint { get; } = new("--endpoint")
    {
        Description = "Where the store is, without the bucket: https://s3.example.com. Default: AWS_ENDPOINT_URL_S3, AWS_ENDPOINT_URL, or Amazon's endpoint of the region.",
        HelpName = "URL",
    };

    public Option<string> Bucket { get; } = new("--bucket")
    {
        Description = "The bucket. Everything is written under a random prefix in it, and removed.",
        HelpName = "NAME",
        Required = true,
    };

    public Option<string?> Region { get; } = new("--region")
    {
        Description = "The region that signatures name. Default: AWS_REGION, AWS_DEFAULT_REGION, or us-east-1.",
        HelpName = "REGION",
    };

    public Option<string?> Profile { get; } = new("--profile")
    {
        Description = "The profile of the store that the measurement is compared with, such as aws or ceph. (The profile of your credentials is AWS_PROFILE.) Default: aws at Amazon, elsewhere generic, which promises nothing.",
        HelpName = "NAME",
    };

    public Option<BucketAddressing?> Addressing { get; } = new("--addressing")
    {
        Description = "Where the bucket stands in addresses. Default: virtual-host at Amazon, path elsewhere.",
        HelpName = "path|virtual-host",
        CustomParser = result => result.Tokens[0].Value switch
        {
            "path" => BucketAddressing.Path,
            "virtual-host" => BucketAddressing.VirtualHost,
            var other => Refuse(result, $"--addressing is '{other}'; it is path or virtual-host."),
        },
        CompletionSources = { "path", "virtual-host" },
    };

    public Option<string?> PublicEndpoint { get; } = new("--public-endpoint")
    {
        Description = "Where browsers reach the store, if that is another address: it is what is measured.",
        HelpName = "URL",
    };

    public Option<bool> CreateBucket { get; } = new("--create-bucket")
    {
        Description = "Create the bucket if it is missing, and remove it afterwards.",
    };

    public Option<bool> KeepBucket { get; } = new("--keep-bucket")
    {
        Description = "With --create-bucket: leave the bucket there, empty.",
    };

    public Option<bool> Json { get; } = new("--json") { Description = "Print the report as JSON." };

    public Option<bool> Quiet { get; } = new("--quiet", "-q") { Description = "No progress and no notes on standard error; errors only." };

    private static BucketAddressing? Refuse(System.CommandLine.Parsing.ArgumentResult result, string message)
    {
        result.AddError(message);
        return null;
    }
}
