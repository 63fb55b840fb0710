using System.Collections;
using Microsoft.Extensions.Configuration;
using PresignKit.Providers.Settings;

namespace PresignKit.Providers;

/// <summary>
/// The settings that options of one type have in configuration, by name; letter case is ignored. The platform's binder ignores an unknown
/// setting, so that a typo would leave a security setting at its default; here, it is a flaw.
/// </summary>
/// <typeparam name="T">The type of the options.</typeparam>
/// <param name="owner">What has these settings, for messages, such as <c>an S3 store</c>; null: no name.</param>
public sealed class SettingTable<T>(string? owner = null) : IEnumerable<string>
{
    private readonly Dictionary<string, Action<T, Setting>> _settings = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Adds a setting, as a collection initializer does.</summary>
    /// <param name="name">The name of the setting.</param>
    /// <param name="apply">Applies it to the options.</param>
    /// <exception cref="ArgumentException">There is already a setting of this name.</exception>
    public void Add(string name, Action<T, Setting> apply) => _settings.Add(name, apply);

    /// <summary>Applies a section, all of which belongs to the options: any other setting in it is a flaw.</summary>
    /// <param name="section">The section.</param>
    /// <param name="target">The options.</param>
    /// <param name="flaws">Receives each flaw.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public void Apply(IConfiguration section, T target, ICollection<string> flaws) => Apply(section, target, flaws, ApplyOther);

    /// <summary>Applies a section, part of which belongs to somebody else.</summary>
    /// <param name="section">The section.</param>
    /// <param name="target">The options.</param>
    /// <param name="flaws">Receives each flaw.</param>
    /// <param name="applyOther">Receives each setting that is not in this table.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public void Apply(IConfiguration section, T target, ICollection<string> flaws, Action<Setting> applyOther)
    {
        ArgumentNullException.ThrowIfNull(section);
        ArgumentNullException.ThrowIfNull(flaws);
        ArgumentNullException.ThrowIfNull(applyOther);
        foreach (var entry in section.GetChildren())
        {
            if (_settings.TryGetValue(entry.Key, out var apply))
            {
                apply(target, new(entry, flaws));
            }
            else
            {
                applyOther(new(entry, flaws));
            }
        }
    }

    /// <summary>Reports a setting that is unknown: with the name that was probably meant, or else with all names.</summary>
    /// <param name="setting">The setting.</param>
    /// <param name="others">The names of further settings in the same section.</param>
    public void Refuse(Setting setting, params IEnumerable<string> others)
    {
        string[] names = [.. _settings.Keys.Concat(others).Distinct(StringComparer.OrdinalIgnoreCase)];
        setting.Flaws.Add(NearestName.Of(setting.Section.Key, names) is { } nearest
            ? $"{setting.Path} is unknown; did you mean {nearest}?"
            : $"{setting.Path} is unknown; valid settings{(owner is null ? "" : $" of {owner}")} are: {string.Join(", ", names)}.");
    }

    /// <summary>Whether there is a setting of this name.</summary>
    /// <param name="name">The name, in any letter case.</param>
    public bool Contains(string name) => _settings.ContainsKey(name);

    /// <summary>Enumerates the names of all settings.</summary>
    /// <returns>The enumerator.</returns>
    public IEnumerator<string> GetEnumerator() => _settings.Keys.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private void ApplyOther(Setting setting) => Refuse(setting);
}
