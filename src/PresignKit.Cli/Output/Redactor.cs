using System.Text.RegularExpressions;
using PresignKit.Cli.Consoles;

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

    private readonly string[] _secrets;

    public Redactor(IConsoleIo console) => _secrets =
        [.. Variables.Select(name => console.Environment.GetValueOrDefault(name, "")).Where(value => value.Length >= ShortestSecret)];

    public string Clean(string text)
    {
        foreach (var secret in _secrets)
            text = text.Replace(secret, Placeholder, StringComparison.Ordinal);
        return SignedParts().Replace(text, $"$1{Placeholder}");
    }

    /// <summary>In a query, an Authorization header, or a header of its own.</summary>
    [GeneratedRegex(@"((?:Signature|X-Amz-Security-Token)=|X-Amz-Security-Token:\s*)[^&\s'"",;<>]+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SignedParts();
}
