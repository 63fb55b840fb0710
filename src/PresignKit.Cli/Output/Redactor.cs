using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using PresignKit.Cli.Consoles;
using PresignKit.S3;

namespace PresignKit.Cli.Output;

/// <summary>
/// The last gate before any text is printed. Nothing is meant to have a secret in it when it gets here; a shell that cuts a URL in
/// pieces, or a text of the parser's that quotes an argument, brings one along all the same.
/// </summary>
internal sealed partial class Redactor
{
    private const string Placeholder = "<redacted>";

    /// <summary>Shorter ones are no keys of anybody's, and would take letters out of words.</summary>
    private const int ShortestSecret = 8;

    private static readonly string[] Variables = ["AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"];

    // Of a store or of its UploadCredentials, in whatever section and, for an environment's variable, with whatever between the names.
    private static readonly string[] Settings = [nameof(S3StoreOptions.SecretAccessKey), nameof(S3StoreOptions.SessionToken)];

    private string[] _secrets = [];

    public Redactor(IConsoleIo console)
    {
        Learn(Variables.Select(name => console.Environment.GetValueOrDefault(name)));
        Learn(console.Environment.Where(variable => IsSecret(variable.Key)).Select(variable => variable.Value));
    }

    /// <summary>Takes what a configuration holds of secrets out of all that is printed from here on.</summary>
    public void Learn(IConfiguration configuration) =>
        Learn(configuration.AsEnumerable().Where(setting => IsSecret(setting.Key)).Select(setting => setting.Value));

    private static bool IsSecret(string name) =>
        Array.Exists(
            Settings,
            setting => name.EndsWith(":" + setting, StringComparison.OrdinalIgnoreCase) || name.EndsWith("__" + setting, StringComparison.OrdinalIgnoreCase));

    // The longest first: one may begin with another, whose rest would be left.
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

    /// <summary>In a query, an Authorization header, or a header of its own.</summary>
    [GeneratedRegex(@"((?:Signature|X-Amz-Security-Token)=|X-Amz-Security-Token:\s*)[^&\s'"",;<>]+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SignedParts();
}
