using Microsoft.Extensions.Configuration;

namespace PresignKit.S3.Settings;

/// <summary>Reads a list from configuration, which replaces the list that code set.</summary>
internal static class StoreList
{
    /// <summary>Returns the list; null if the value is not a list, which is a flaw. A key with an empty value is an empty list.</summary>
    public static List<string>? Read(IConfigurationSection section, string path, List<string> flaws)
    {
        if (!string.IsNullOrEmpty(section.Value))
        {
            flaws.Add($"{path} is '{section.Value}'; it must be a list: {path}:0, {path}:1, and so on.");
            return null;
        }

        return [.. section.GetChildren().Select(entry => entry.Value ?? "")];
    }
}
