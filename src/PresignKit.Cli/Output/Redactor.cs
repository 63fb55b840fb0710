using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using PresignKit.Cli.Consoles;
using PresignKit.S3;

namespace PresignKit.Cli.Output;

/// <summary>
/// Removes secrets from everything that is printed. No text should contain one, but a URL that a shell cut in pieces, or a parser's message that quotes an
/// argument, may.
/// </summary>
internal sealed partial class Redactor
{
    private const string Placeholder = "<redacted>";

    /// <summary>Shorter values are not keys, and replacing them would damage other words.</summary>
    private const int ShortestSecret = 8;

    private static readonly string[] Variables = ["AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"];

    // Of a store or its UploadCredentials, in any section; in variables, with two underscores between the names.
    private static readonly string[] Settings = [nameof(S3StoreOptions.SecretAccessKey), nameof(S3StoreOptions.SessionToken)];

    private string[] _secrets = [];

    public Redactor(IConsoleIo console)
    {
        Learn(Variables.Select(name => console.Environment.GetValueOrDefault(name)));
        Learn(console.Environment.Where(variable => IsSecret(variable.Key)).Select(variable => variable.Value));
    }

    /// <summary>Removes the secrets in a configuration from everything that is printed from now on.</summary>
    public void Learn(IConfiguration configuration) =>
        Learn(configuration.AsEnumerable().Where(setting => IsSecret(setting.Key)).Select(setting => setting.Value));

    private static bool IsSecret(string name) =>
        Array.Exists(
            Settings,
            setting => name.EndsWith(":" + setting, StringComparison.OrdinalIgnoreCase) || name.EndsWith("__" + setting, StringComparison.OrdinalIgnoreCase));

    // Longest first: if one begins with another, the rest of it would remain.
    private void Learn(IEnumerable<string?> values) =>
        _secrets = [.. _secrets.Union(values.OfType<string>().Where(value => value.Length >= ShortestSecret)).OrderByDescending(value => value.Length)];

    public string Clean(string text)
    {
        foreach (var secret in _secrets)
        {
            text = text.Replace(secret, Placeholder, StringComparison.Ordinal);
        }

        return SignedParts().Replace(text, $"$1{Placeholder}");
    }

    /// <summary>In a query, an Authorization header, or a separate header.</summary>
    [GeneratedRegex(@"((?:Signature|X-Amz-Security-Token)=|X-Amz-Security-Token:\s*)[^&\s'"",;<>]+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SignedParts();
}
