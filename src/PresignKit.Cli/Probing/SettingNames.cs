using System.Text.RegularExpressions;
using PresignKit.Cli.Errors;

namespace PresignKit.Cli.Probing;

/// <summary>The library names settings as an application has them; on the command line they are options and variables.</summary>
internal static partial class SettingNames
{
    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        ["Endpoint"] = "--endpoint",
        ["PublicEndpoint"] = "--public-endpoint",
        ["Bucket"] = "--bucket",
        ["Region"] = "--region",
        ["DiscoverRegion"] = "--region discover",
        ["Addressing"] = "--addressing",
        ["PublicAddressing"] = "--addressing",
        ["Profile"] = "--profile",
        ["AccessKeyId"] = "AWS_ACCESS_KEY_ID",
        ["SecretAccessKey"] = "AWS_SECRET_ACCESS_KEY",
        ["SessionToken"] = "AWS_SESSION_TOKEN",
    };

    public static string Translate(string text) =>
        Setting().Replace(text, match => Names.GetValueOrDefault(match.Groups["setting"].Value, match.Value))
            .Replace(
                "set AccessKeyId and SecretAccessKey instead",
                "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY instead",
                StringComparison.Ordinal);

    /// <summary>The same error, in words of the command line.</summary>
    public static CommandException Translate(CommandException failure) => new(
        failure.ExitCode,
        failure.Code,
        failure.Code == ErrorCodes.CredentialsUnavailable
            ? "There are no credentials. Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or name a profile of ~/.aws in AWS_PROFILE, or run where a role gives some."
            : Translate(failure.Message),
        failure);

    [GeneratedRegex("Stores:[A-Za-z0-9._-]+:(?<setting>[A-Za-z]+)")]
    private static partial Regex Setting();
}
