using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace PresignKit.Configuration;

/// <summary>
/// One setting in configuration. A value that cannot be read is a flaw; then, and if the value is empty, what code set remains.
/// </summary>
/// <param name="Entry">The setting.</param>
/// <param name="Path">Its name for messages, below the section that PresignKit was given.</param>
/// <param name="Flaws">Receives what is wrong.</param>
internal readonly record struct Setting(IConfigurationSection Entry, string Path, List<string> Flaws)
{
    public string? Text(string? fromCode) => Single() ?? fromCode;

    public bool Boolean(bool fromCode) =>
        Single() is not { } value ? fromCode : bool.TryParse(value, out var parsed) ? parsed : Flaw(value, "must be true or false", fromCode);

    public long? Number(long? fromCode) =>
        Single() is not { } value ? fromCode
        : long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var parsed) ? parsed
        : Flaw(value, "must be a whole number, such as 10485760", fromCode);

    public TimeSpan? Time(TimeSpan? fromCode)
    {
        if (Single() is not { } value)
        {
            return fromCode;
        }

        // A number alone would be read as days, which hardly anybody means.
        return value.Contains(':', StringComparison.Ordinal) && TimeSpan.TryParse(value, CultureInfo.InvariantCulture, out var parsed)
            ? parsed
            : Flaw(value, "must be a time span, such as 00:15:00 (15 minutes) or 7.00:00:00 (7 days)", fromCode);
    }

    public T? OneOf<T>(T? fromCode)
        where T : struct, Enum =>
        Single() is not { } value ? fromCode
        : IsName<T>(value) ? Enum.Parse<T>(value, ignoreCase: true)
        : Flaw(value, $"must be one of: {string.Join(", ", Enum.GetNames<T>())}", fromCode);

    /// <summary>Reads flags, either as a list or as one value with commas.</summary>
    public GuaranteeKinds Kinds(GuaranteeKinds fromCode)
    {
        string[] names = string.IsNullOrEmpty(Entry.Value)
            ? [.. Entry.GetChildren().Select(child => child.Value ?? "")]
            : Entry.Value.Split(',', StringSplitOptions.TrimEntries);
        if (names.Length == 0)
        {
            return fromCode;
        }

        var kinds = GuaranteeKinds.None;
        foreach (var name in names)
        {
            if (!IsName<GuaranteeKinds>(name))
            {
                return Flaw(name, $"must be a list of: {string.Join(", ", Enum.GetNames<GuaranteeKinds>())}", fromCode);
            }

            kinds |= Enum.Parse<GuaranteeKinds>(name, ignoreCase: true);
        }

        return kinds;
    }

    /// <summary>Reads a list, which replaces the one that code set. An empty list is a key with an empty value.</summary>
    public IList<string> List(IList<string> fromCode)
    {
        if (!string.IsNullOrEmpty(Entry.Value))
        {
            return Flaw(Entry.Value, $"must be a list, such as [\"{Entry.Value}\"] in JSON or {Path}:0 in other sources", fromCode);
        }

        return Entry.GetChildren().All(IsItem) ? [.. Entry.GetChildren().Select(child => child.Value ?? "")]
            : Flaw("a section", $"must be a list of texts, such as [\"a\", \"b\"] in JSON or {Path}:0 in other sources", fromCode);
    }

    /// <summary>Reads names and texts, which are added to those that code set and replace those of the same name.</summary>
    public IDictionary<string, string> Map(IDictionary<string, string> fromCode)
    {
        if (!string.IsNullOrEmpty(Entry.Value) || Entry.GetChildren().Any(child => IsItem(child) || child.GetChildren().Any()))
        {
            return Flaw(
                string.IsNullOrEmpty(Entry.Value) ? "a list" : Entry.Value,
                "must be a section of names and texts, such as { \"kind\": \"video\" } in JSON",
                fromCode);
        }

        var all = new Dictionary<string, string>(fromCode);
        foreach (var child in Entry.GetChildren())
        {
            all[child.Key] = child.Value ?? "";
        }

        return all;
    }

    /// <summary>Checks that it is a section, which somebody else reads.</summary>
    public void Section()
    {
        if (!string.IsNullOrEmpty(Entry.Value))
        {
            Flaws.Add($"{Path} must be a section; it is a single value.");
        }
    }

    private static bool IsName<T>(string value)
        where T : struct, Enum => Enum.GetNames<T>().Contains(value, StringComparer.OrdinalIgnoreCase);

    private static bool IsItem(IConfigurationSection child) =>
        int.TryParse(child.Key, NumberStyles.None, CultureInfo.InvariantCulture, out _) && !child.GetChildren().Any();

    // Null if there is no value: the setting is left to code.
    private string? Single()
    {
        if (Entry.GetChildren().Any())
        {
            Flaws.Add($"{Path} must be a single value; it is a list or a section.");
            return null;
        }

        return string.IsNullOrEmpty(Entry.Value) ? null : Entry.Value;
    }

    private T Flaw<T>(string value, string rule, T fromCode)
    {
        Flaws.Add($"{Path} is '{value}'; it {rule}.");
        return fromCode;
    }
}
