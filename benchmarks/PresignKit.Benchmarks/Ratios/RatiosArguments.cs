using System.Diagnostics.CodeAnalysis;

namespace PresignKit.Benchmarks.Ratios;

/// <summary>What stands after <c>ratios</c> on the command line, checked before a minute is spent on measuring.</summary>
/// <param name="JsonPath">Where the JSON report goes, or null.</param>
internal sealed record RatiosArguments(string? JsonPath)
{
    public static bool TryParse(
        ReadOnlySpan<string> arguments, [NotNullWhen(true)] out RatiosArguments? parsed, [NotNullWhen(false)] out string? error)
    {
        (parsed, error) = arguments switch
        {
            [] => (new(JsonPath: null), null),
            ["--json"] => (null, "--json needs the name of a file."),
            ["--json", var path] when PathFlaw(path) is { } flaw => (null, flaw),
            ["--json", var path] => (new RatiosArguments(path), (string?)null),
            ["--json", _, var extra, ..] => (null, Unknown(extra)),
            [var first, ..] => (null, Unknown(first)),
        };
        return parsed is not null;
    }

    private static string? PathFlaw(string path)
    {
        if (path.Length == 0)
            return "--json needs the name of a file.";
        if (Directory.Exists(path))
            return $"'{path}' is a folder: --json needs the name of a file.";
        var folder = Path.GetDirectoryName(Path.GetFullPath(path));
        return Directory.Exists(folder) ? null : $"The folder '{folder}' does not exist, so '{path}' cannot be written.";
    }

    private static string Unknown(string argument) => $"'{argument}' is not an argument of 'ratios', which takes only --json FILE.";
}
