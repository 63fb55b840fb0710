using System.Diagnostics.CodeAnalysis;

namespace PresignKit.Benchmarks.Commands;

/// <summary>The arguments of a measuring command, validated before time is spent on measuring.</summary>
/// <param name="JsonPath">Where the JSON report goes, or null.</param>
/// <param name="ByPlatform">Whether PresignKit should use the platform's library for hashing.</param>
internal sealed record MeasureArguments(string? JsonPath, bool ByPlatform)
{
    public const string Usage = "[--json FILE] [--platform-cryptography]";

    private const string JsonName = "--json";
    private const string PlatformName = "--platform-cryptography";

    public static bool TryParse(
        ReadOnlySpan<string> arguments, [NotNullWhen(true)] out MeasureArguments? parsed, [NotNullWhen(false)] out string? error)
    {
        parsed = null;
        error = null;
        string? path = null;
        var byPlatform = false;
        for (var i = 0; i < arguments.Length; i++)
        {
            if (arguments[i] == PlatformName)
            {
                byPlatform = true;
            }
            else if (arguments[i] == JsonName && path is null)
            {
                path = i + 1 < arguments.Length ? arguments[++i] : "";
                error = PathFlaw(path);
            }
            else
            {
                error = $"'{arguments[i]}' is not expected. The arguments are {Usage}.";
            }

            if (error is not null)
            {
                return false;
            }
        }

        parsed = new(path, byPlatform);
        return true;
    }

    private static string? PathFlaw(string path)
    {
        if (path.Length == 0)
        {
            return $"{JsonName} requires a file name.";
        }

        if (Directory.Exists(path))
        {
            return $"'{path}' is a folder. {JsonName} requires a file name.";
        }

        var folder = Path.GetDirectoryName(Path.GetFullPath(path));
        return Directory.Exists(folder) ? null : $"The folder '{folder}' does not exist, so '{path}' cannot be written.";
    }
}
