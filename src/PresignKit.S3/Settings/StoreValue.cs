using Microsoft.Extensions.Configuration;

namespace PresignKit.S3.Settings;

/// <summary>Reads the values of a store's settings from configuration. A value of the wrong shape is a flaw, and what code set remains.</summary>
internal static class StoreValue
{
    /// <summary>A single value; null if it is empty or a list or a section.</summary>
    public static string? Single(IConfigurationSection section, string path, List<string> flaws)
    {
        if (section.GetChildren().Any())
        {
            flaws.Add($"{path} must be a single value; it is a list or a section.");
            return null;
        }

        return string.IsNullOrEmpty(section.Value) ? null : section.Value;
    }

    /// <summary>A list, which replaces the one that code set; null if it is not one. An empty list is a key with an empty value.</summary>
    public static List<string>? List(IConfigurationSection section, string path, List<string> flaws)
    {
        if (!string.IsNullOrEmpty(section.Value))
        {
            flaws.Add($"{path} is '{section.Value}'; it must be a list, such as [\"{section.Value}\"] in JSON or {path}:0 in other sources.");
            return null;
        }

        if (section.GetChildren().Any(entry => entry.GetChildren().Any() || !entry.Key.All(char.IsAsciiDigit)))
        {
            flaws.Add($"{path} must be a list of texts, such as [\"a\", \"b\"] in JSON or {path}:0 in other sources; it is a section.");
            return null;
        }

        return [.. section.GetChildren().Select(entry => entry.Value ?? "")];
    }
}
