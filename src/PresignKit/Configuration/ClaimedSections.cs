using PresignKit.Providers;
using PresignKit.Providers.Settings;

namespace PresignKit.Configuration;

/// <summary>
/// All sections that packages read. The packages that an application uses determine which there are, so a section that none of them reads is a
/// flaw: nobody would ever notice a mistake in it.
/// </summary>
internal sealed class ClaimedSections(IEnumerable<ClaimedSection> claimed)
{
    public const string Stores = "Stores";

    private readonly string[] _paths = [.. claimed.Select(section => section.Path)];

    public IEnumerable<string> TopNames => _paths.Select(path => path.Split(':')[0]).Append(Stores);

    /// <summary>Checks a section that packages read, or whose sections they read.</summary>
    /// <returns>False if there is no such section.</returns>
    public bool TryCheck(Setting setting)
    {
        var name = setting.Section.Key;
        if (_paths.Contains(name, StringComparer.OrdinalIgnoreCase))
        {
            setting.MustBeSection();
            return true;
        }

        if (!TopNames.Contains(name, StringComparer.OrdinalIgnoreCase))
        {
            return false;
        }

        setting.MustBeSection();
        string[] known = [.. _paths.Where(path => path.StartsWith($"{name}:", StringComparison.OrdinalIgnoreCase)).Select(path => path[(name.Length + 1)..])];
        foreach (var child in setting.Section.GetChildren().Where(child => !known.Contains(child.Key, StringComparer.OrdinalIgnoreCase)))
        {
            setting.Flaws.Add($"{child.Path} is unknown{Hint(name, child.Key, known)}");
        }

        return true;
    }

    private static string Hint(string parent, string name, string[] known)
    {
        if (NearestName.Of(name, known) is { } nearest)
        {
            return $"; did you mean {nearest}?";
        }

        return parent.Equals(Stores, StringComparison.OrdinalIgnoreCase)
            ? $": no store '{name}' that reads configuration was added after AddPresignKit received it; add one in code, such as .AddS3(\"{name}\"), or "
                + $"remove the section{(known.Length == 0 ? "" : $". Stores that were added: {string.Join(", ", known)}")}."
            : ".";
    }
}
