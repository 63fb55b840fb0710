using System.Text.RegularExpressions;

namespace PresignKit.Explaining.Text;

/// <summary>Parameters of a signature that are not where they belong: in a path, in another parameter's name or value, or in a message.</summary>
internal static partial class MovedQuery
{
    /// <summary>A path without a query that wrong encoding made part of it.</summary>
    public static string Cut(string path) => Begin().Match(path) is { Success: true, Index: var begin } ? path[..begin] : path;

    /// <summary>The name of a parameter without a value that wrong encoding made part of it.</summary>
    public static string BareName(string name) => EqualsSign().Match(name) is { Success: true, Index: var begin } ? name[..begin] : name;

    /// <summary>The values of signatures and tokens in a text.</summary>
    public static IEnumerable<string> Secrets(string text) => Secret().Matches(text).Select(match => match.Groups["value"].Value);

    /// <summary>A text without the values of signatures and tokens.</summary>
    public static string Redact(string text) => Secret().Replace(text, $"${{name}}{SecretNames.Mark}");

    [GeneratedRegex(@"\?|%(?:25){0,8}3F|X(?:-|%(?:25){0,8}2D)Amz(?:-|%(?:25){0,8}2D)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Begin();

    [GeneratedRegex("=|%(?:25){0,8}3D", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex EqualsSign();

    [GeneratedRegex(
        @"(?<name>(?:signature|token)(?:=|%(?:25){0,8}3D))(?<value>(?:(?!%(?:25){0,8}26)[^&#\s""'])+)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Secret();
}
