using System.Text.RegularExpressions;
using PresignKit.Cli.Errors;
using PresignKit.S3;

namespace PresignKit.Cli.Probing;

/// <summary>Translates the names of a store's settings in the library's messages to the options and variables of the command line.</summary>
internal static partial class SettingNames
{
    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        [nameof(S3StoreOptions.Endpoint)] = "--endpoint",
        [nameof(S3StoreOptions.PublicEndpoint)] = "--public-endpoint",
        [nameof(S3StoreOptions.Bucket)] = "--bucket",
        [nameof(S3StoreOptions.Region)] = "--region",
        [nameof(S3StoreOptions.DiscoverRegion)] = "--region discover",
        [nameof(S3StoreOptions.Addressing)] = "--addressing",
        [nameof(S3StoreOptions.PublicAddressing)] = "--addressing",
        [nameof(S3StoreOptions.Profile)] = "--profile",
        [nameof(S3StoreOptions.AllowPublicReads)] = "--allow-public-reads",
        [nameof(S3StoreOptions.AccessKeyId)] = "AWS_ACCESS_KEY_ID",
        [nameof(S3StoreOptions.SecretAccessKey)] = "AWS_SECRET_ACCESS_KEY",
        [nameof(S3StoreOptions.SessionToken)] = "AWS_SESSION_TOKEN",
    };

    public static string Translate(string text)
    {
        // The option has no value.
        const string Flag = nameof(S3StoreOptions.AllowPublicReads);
        return Setting().Replace(
            text.Replace($"{Flag} to true", Flag, StringComparison.Ordinal), match => Names.GetValueOrDefault(match.Groups["setting"].Value, match.Value));
    }

    /// <summary>The same error, in terms of the command line.</summary>
    public static CommandException Translate(CommandException failure) => new(
        failure.ExitCode,
        failure.Code,
        failure.Code == ErrorCodes.CredentialsUnavailable
            ? "No credentials were found. Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE to a profile in ~/.aws, or run the tool where a role "
                + "supplies credentials."
            : Translate(failure.Message),
        failure);

    // A setting's full name in the configuration, or its own name if that is a compound word, which no other text contains.
    [GeneratedRegex("Stores:[A-Za-z0-9._-]+:(?<setting>[A-Za-z]+)|\\b(?<setting>(?:[A-Z][a-z0-9]+){2,})\\b")]
    private static partial Regex Setting();
}
