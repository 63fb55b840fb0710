using System.CommandLine;
using PresignKit.S3;
using PresignKit.S3.Settings;
using PresignKit.SigV4;

namespace PresignKit.Cli.Probing;

/// <summary>The bucket to probe and the credentials to use, from the command line and, as in AWS's own tools, from the environment.</summary>
/// <remarks>AWS CLI User Guide, "Environment variables to configure the AWS CLI"; AWS SDKs Reference Guide, "Service-specific endpoints".</remarks>
internal sealed class ProbeTarget
{
    /// <summary>The value of --region that asks the store for its region.</summary>
    private const string DiscoverRegion = "discover";

    private readonly IReadOnlyDictionary<string, string> _environment;

    private ProbeTarget(IReadOnlyDictionary<string, string> environment) => _environment = environment;

    /// <summary>The store's name: that of the bucket, so that the printed profile has a unique name.</summary>
    public string Name => IsStoreName(Bucket) ? Bucket : "store";

    public required string Bucket { get; init; }

    public required string? Endpoint { get; init; }

    /// <summary>Null: neither an option nor the environment contains one.</summary>
    public required string? Region { get; init; }

    public string? ProfileName { get; init; }

    public BucketAddressing? Addressing { get; init; }

    public string? PublicEndpoint { get; init; }

    public bool AllowPublicReads { get; init; }

    private bool IsRegionKnown => !string.Equals(Region, DiscoverRegion, StringComparison.OrdinalIgnoreCase);

    public static ProbeTarget Read(ParseResult parsed, ProbeArguments arguments, IReadOnlyDictionary<string, string> environment)
    {
        var aws = new AwsEnvironment(environment.GetValueOrDefault, AwsEnvironment.ReadFile);
        return new(environment)
        {
            Bucket = parsed.GetRequiredValue(arguments.Bucket),
            Endpoint = parsed.GetValue(arguments.Endpoint) ?? aws.FindEndpoint()?.Value,
            Region = parsed.GetValue(arguments.Region) ?? aws.FindRegion()?.Value,
            ProfileName = parsed.GetValue(arguments.Profile),
            Addressing = parsed.GetValue(arguments.Addressing),
            PublicEndpoint = parsed.GetValue(arguments.PublicEndpoint),
            AllowPublicReads = parsed.GetValue(arguments.AllowPublicReads),
        };
    }

    /// <summary>Keys in the environment take precedence over AWS_PROFILE, as in the AWS CLI. Without either, the SDK's chain is used.</summary>
    public void Configure(S3StoreOptions options)
    {
        (options.Bucket, options.Endpoint) = (Bucket, Endpoint);
        (options.Region, options.DiscoverRegion) = (IsRegionKnown ? Region : null, !IsRegionKnown);
        if (ProfileName is not null)
        {
            PresignKit.S3.Settings.ProfileName.Apply(options, ProfileName, $"Stores:{Name}:{nameof(options.Profile)}");
        }

        (options.PublicEndpoint, options.Addressing) = (PublicEndpoint, Addressing);
        options.PublicAddressing = PublicEndpoint is null ? null : Addressing;

        options.AllowPublicReads = AllowPublicReads;

        // Only a few bytes of the probe's own are sent, so http is allowed.
        options.AllowInsecurePublicEndpoint = true;
        options.AccessKeyId = First(_environment, "AWS_ACCESS_KEY_ID");
        options.SecretAccessKey = First(_environment, "AWS_SECRET_ACCESS_KEY");
        if (options.AccessKeyId is not null || options.SecretAccessKey is not null)
        {
            options.SessionToken = First(_environment, "AWS_SESSION_TOKEN");
        }
    }

    /// <summary>The AWS CLI's options for this store. If the region is not known yet, it is left to the CLI's own settings.</summary>
    public string AwsCliOptions() => (Endpoint is null ? "" : $" --endpoint-url {Endpoint}")
        + (IsRegionKnown && Region is not null ? $" --region {Region}" : "");

    private static bool IsStoreName(string text) => text.Length is > 0 and <= 64 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');

    private static string? First(IReadOnlyDictionary<string, string> environment, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (environment.GetValueOrDefault(name) is { Length: > 0 } value)
            {
                return value;
            }
        }

        return null;
    }
}
