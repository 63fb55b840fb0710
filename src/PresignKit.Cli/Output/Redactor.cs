using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using PresignKit.Cli.Consoles;
using PresignKit.S3;

namespace PresignKit.Cli.Output;

/// <summary>
/// Removes secrets from everything that is printed. No text should contain one, but a URL that a shell cut into pieces, or a parser's message that quotes an
/// argument, may.
/// </summary>
internal sealed partial class Redactor
{
    private const string Placeholder = "<redacted>";

    /// <summary>Shorter values are not keys, and replacing them would damage other words.</summary>
    private const int ShortestSecret = 8;

    private static readonly string[] Variables = ["AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"];

    // Settings of a store or its UploadCredentials, in any section; in variables, two underscores separate the names.
    // PrivateKey is that of a CloudFront distribution, which the tool leaves out.
    private static readonly string[] Settings = [nameof(S3StoreOptions.SecretAccessKey), nameof(S3StoreOptions.SessionToken), "PrivateKey"];

    private string[] _secrets = [];

    public Redactor(IConsoleIo console)
    {
        Learn(Variables.Select(name => console.Environment.GetValueOrDefault(name)));
        Learn(console.Environment.Where(variable => IsSecret(variable.Key)).Select(variable => variable.Value));
    }

    /// <summary>Removes the secrets in a configuration from everything that is printed from now on.</summary>
    public void Learn(IConfiguration configuration) =>
        Learn(configuration.AsEnumerable().Where(setting => IsSecret(setting.Key)).Select(setting => setting.Value));

    public string Clean(string text)
    {
        foreach (var secret in _secrets)
        {
            text = text.Replace(secret, Placeholder, StringComparison.Ordinal);
        }

        return SignedParts().Replace(text, $"$1{Placeholder}");
    }

    private static bool IsSecret(string name) =>
        Array.Exists(
            Settings,
            setting => name.EndsWith(":" + setting, StringComparison.OrdinalIgnoreCase) || name.EndsWith("__" + setting, StringComparison.OrdinalIgnoreCase));

    // Longest first: if a shorter secret is a prefix of a longer one, replacing it first would leave the rest.
    private void Learn(IEnumerable<string?> values) =>
        _secrets = [.. _secrets.Union(values.OfType<string>().Where(value => value.Length >= ShortestSecret)).OrderByDescending(value => value.Length)];

    /// <summary>A signature or token in a query, an Authorization header, or a header of its own.</summary>
    [GeneratedRegex(@"((?:Signature|X-Amz-Security-Token)=|X-Amz-Security-Token:\s*)[^&\s'"",;<>]+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SignedParts();
}
