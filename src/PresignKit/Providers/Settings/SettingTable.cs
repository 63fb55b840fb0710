using System.Collections;
using Microsoft.Extensions.Configuration;

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
    /// <param name="path">What its settings begin with in messages, such as <c>Stores:media:</c>; empty: nothing.</param>
    /// <param name="target">The options.</param>
    /// <param name="flaws">Receives each flaw.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public void Apply(IConfiguration section, string path, T target, ICollection<string> flaws) =>
        Apply(section, path, target, flaws, isOther: static _ => false);

    /// <summary>Applies a section, part of which belongs to somebody else.</summary>
    /// <param name="section">The section.</param>
    /// <param name="path">What its settings begin with in messages, such as <c>Stores:media:</c>; empty: nothing.</param>
    /// <param name="target">The options.</param>
    /// <param name="flaws">Receives each flaw.</param>
    /// <param name="isOther">Whether an unknown setting is ignored, by its name.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public void Apply(IConfiguration section, string path, T target, ICollection<string> flaws, Func<string, bool> isOther)
    {
        ArgumentNullException.ThrowIfNull(section);
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(flaws);
        ArgumentNullException.ThrowIfNull(isOther);
        foreach (var entry in section.GetChildren())
        {
            if (_settings.TryGetValue(entry.Key, out var apply))
            {
                apply(target, new(entry, path + entry.Key, flaws));
            }
            else if (!isOther(entry.Key))
            {
                flaws.Add(
                    $"{path}{entry.Key} is not a valid setting{(owner is null ? "" : $" of {owner}")}; valid settings are: "
                    + $"{string.Join(", ", _settings.Keys)}.");
            }
        }
    }

    /// <summary>Whether there is a setting of this name.</summary>
    /// <param name="name">The name, in any letter case.</param>
    public bool Contains(string name) => _settings.ContainsKey(name);

    /// <summary>Enumerates the names of all settings.</summary>
    /// <returns>The enumerator.</returns>
    public IEnumerator<string> GetEnumerator() => _settings.Keys.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
