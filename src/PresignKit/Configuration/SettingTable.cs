using System.Collections;
using Microsoft.Extensions.Configuration;

namespace PresignKit.Configuration;

/// <summary>
/// The settings of one kind of section. The binder of the platform ignores a setting that does not exist, so that a typo would leave a security
/// setting at its default; here, an unknown setting is a flaw.
/// </summary>
internal sealed class SettingTable<T> : IEnumerable<string>
{
    private readonly Dictionary<string, Action<T, Setting>> _settings = new(StringComparer.OrdinalIgnoreCase);

    public void Add(string name, Action<T, Setting> apply) => _settings.Add(name, apply);

    /// <summary>Applies a section, all of which belongs to the options: any other setting in it is a flaw.</summary>
    /// <param name="section">The section.</param>
    /// <param name="path">Its name with a colon, for messages; empty for the section that PresignKit was given.</param>
    /// <param name="target">The options.</param>
    /// <param name="flaws">Receives what is wrong.</param>
    public void Apply(IConfiguration section, string path, T target, List<string> flaws)
    {
        foreach (var entry in section.GetChildren())
        {
            if (!TryApply(entry, path, target, flaws))
            {
                flaws.Add($"{path}{entry.Key} is not a valid setting; valid settings are: {string.Join(", ", _settings.Keys)}.");
            }
        }
    }

    /// <summary>Applies what a section has for the options, and ignores everything else.</summary>
    public void ApplyKnown(IConfiguration section, T target, List<string> flaws)
    {
        foreach (var entry in section.GetChildren())
        {
            TryApply(entry, path: "", target, flaws);
        }
    }

    public IEnumerator<string> GetEnumerator() => _settings.Keys.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private bool TryApply(IConfigurationSection entry, string path, T target, List<string> flaws)
    {
        if (!_settings.TryGetValue(entry.Key, out var apply))
        {
            return false;
        }

        apply(target, new(entry, path + entry.Key, flaws));
        return true;
    }
}
