using Microsoft.Extensions.Configuration;

namespace PresignKit.Policies;

/// <summary>Reads a list from configuration, which replaces the list that code set.</summary>
internal static class ListSetting
{
    /// <summary>The list; null if configuration does not have the setting. A single value instead of a list is a flaw.</summary>
    public static List<string>? Read(IConfiguration section, string setting, string path, List<string> flaws)
    {
        var list = section.GetSection(setting);
        if (!string.IsNullOrEmpty(list.Value))
        {
            flaws.Add($"{path} is '{list.Value}'; it must be a list: {path}:0, {path}:1, and so on.");
            return null;
        }

        // An empty list is a key with an empty value and no children.
        return section.GetChildren().Any(child => string.Equals(child.Key, setting, StringComparison.OrdinalIgnoreCase))
            ? [.. list.GetChildren().Select(entry => entry.Value ?? "")]
            : null;
    }
}
