using System.Globalization;
using System.Numerics;
using Microsoft.Extensions.Configuration;
using PresignKit.Providers.Settings;

namespace PresignKit.Providers;

/// <summary>
/// One setting in configuration, as an option reads it. If the value is empty, or cannot be read, the value that code set remains; the
/// latter is a flaw, which is reported when the host starts.
/// </summary>
/// <param name="Section">The setting in configuration.</param>
/// <param name="Flaws">Receives each flaw: a sentence that begins with <see cref="Path"/>. Values appear in it, so read secrets as text.</param>
public readonly record struct Setting(IConfigurationSection Section, ICollection<string> Flaws)
{
    /// <summary>The full name of the setting, such as <c>PresignKit:Stores:media:Bucket</c>.</summary>
    public string Path => Section.Path;

    // Null in JSON, for example, which leaves what code set.
    private bool IsAbsent => Section.Value is null && !Section.GetChildren().Any();

    /// <summary>Reads a text.</summary>
    /// <param name="fromCode">The value that code set.</param>
    /// <returns>The text in configuration, or <paramref name="fromCode"/>.</returns>
    public string? Text(string? fromCode) => Single() ?? fromCode;

    /// <summary>Reads <c>true</c> or <c>false</c>, in any letter case.</summary>
    /// <param name="fromCode">The value that code set.</param>
    /// <returns>The value in configuration, or <paramref name="fromCode"/>.</returns>
    public bool Boolean(bool fromCode) =>
        Single() is not { } value ? fromCode : bool.TryParse(value, out var parsed) ? parsed : Invalid(value, "must be true or false", fromCode);

    /// <summary>Reads a whole number.</summary>
    /// <typeparam name="T">The type of the number.</typeparam>
    /// <param name="fromCode">The value that code set.</param>
    /// <returns>The value in configuration, or <paramref name="fromCode"/>.</returns>
    public T? Number<T>(T? fromCode)
        where T : struct, IBinaryInteger<T> =>
        Single() is not { } value ? fromCode
        : T.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var parsed) ? parsed
        : Invalid(value, "must be a whole number, such as 8080", fromCode);

    /// <summary>Reads a size: a number of bytes, or a number with a unit, such as <c>100MiB</c> or <c>500MB</c>.</summary>
    /// <param name="fromCode">The value that code set.</param>
    /// <returns>The size in bytes in configuration, or <paramref name="fromCode"/>.</returns>
    public long? Size(long? fromCode) =>
        Single() is not { } value ? fromCode : SizeText.TryParse(value, out var parsed) ? parsed : Invalid(value, SizeText.Rule, fromCode);

    /// <summary>
    /// Reads a duration: a number with a unit, such as <c>15m</c>, <c>7d</c>, or <c>1h30m</c>, or else <c>hh:mm:ss</c> or
    /// <c>days.hh:mm:ss</c>. A number alone is a flaw, because it could mean seconds, minutes, or days.
    /// </summary>
    /// <param name="fromCode">The value that code set.</param>
    /// <returns>The value in configuration, or <paramref name="fromCode"/>.</returns>
    public TimeSpan? Time(TimeSpan? fromCode) =>
        Single() is not { } value ? fromCode : DurationText.TryParse(value, out var parsed) ? parsed : Invalid(value, DurationText.Rule, fromCode);

    /// <summary>Reads the name of an enumeration's value, in any letter case. Its number is a flaw.</summary>
    /// <typeparam name="T">The enumeration.</typeparam>
    /// <param name="fromCode">The value that code set.</param>
    /// <returns>The value in configuration, or <paramref name="fromCode"/>.</returns>
    public T? OneOf<T>(T? fromCode)
        where T : struct, Enum =>
        Single() is not { } value ? fromCode
        : IsName<T>(value) ? Enum.Parse<T>(value, ignoreCase: true)
        : Invalid(value, $"must be one of: {Names<T>()}", fromCode);

    /// <summary>
    /// Reads names of an enumeration's flags, either as a list or as one value with commas. They replace those that code set; an empty list
    /// is none.
    /// </summary>
    /// <typeparam name="T">The enumeration.</typeparam>
    /// <param name="fromCode">The value that code set.</param>
    /// <returns>The value in configuration, or <paramref name="fromCode"/>.</returns>
    public T Flags<T>(T fromCode)
        where T : struct, Enum
    {
        if (IsAbsent)
        {
            return fromCode;
        }

        var rule = $"must be one or more of: {Names<T>()}, either as a list, such as [\"{Example<T>()}\"] in JSON, or as one value with commas";
        if (Section.GetChildren().FirstOrDefault(child => !IsItem(child)) is { } section)
        {
            return Invalid(section.Key, rule, fromCode);
        }

        string[] names = string.IsNullOrEmpty(Section.Value)
            ? [.. Section.GetChildren().Select(child => child.Value ?? "")]
            : Section.Value.Split(',', StringSplitOptions.TrimEntries);
        return Array.Find(names, name => !IsName<T>(name)) is { } invalid ? Invalid(invalid, rule, fromCode)
            : names.Length == 0 ? default
            : Enum.Parse<T>(string.Join(',', names), ignoreCase: true);
    }

    /// <summary>
    /// Reads names of an enumeration's values, either as a list or as one value with commas. They replace those that code set; an empty list is none.
    /// </summary>
    /// <typeparam name="T">The enumeration.</typeparam>
    /// <param name="fromCode">The values that code set.</param>
    /// <returns>The values in configuration, or <paramref name="fromCode"/>.</returns>
    public IList<T> Several<T>(IList<T> fromCode)
        where T : struct, Enum
    {
        if (IsAbsent)
        {
            return fromCode;
        }

        var rule = $"must be one or more of: {Names<T>()}, either as a list, such as [\"{Example<T>()}\"] in JSON, or as one value with commas";
        if (Section.GetChildren().FirstOrDefault(child => !IsItem(child)) is { } section)
        {
            return Invalid(section.Key, rule, fromCode);
        }

        string[] names = string.IsNullOrEmpty(Section.Value)
            ? [.. Section.GetChildren().Select(child => child.Value ?? "")]
            : Section.Value.Split(',', StringSplitOptions.TrimEntries);
        return Array.Find(names, name => !IsName<T>(name)) is { } invalid
            ? Invalid(invalid, rule, fromCode)
            : [.. names.Select(name => Enum.Parse<T>(name, ignoreCase: true))];
    }

    /// <summary>Reads a list, which replaces the one that code set. An empty list is a key with an empty value.</summary>
    /// <param name="fromCode">The list that code set.</param>
    /// <returns>The list in configuration, or <paramref name="fromCode"/>.</returns>
    public IList<string> List(IList<string> fromCode)
    {
        if (IsAbsent)
        {
            return fromCode;
        }

        if (!string.IsNullOrEmpty(Section.Value))
        {
            return Invalid(Section.Value, $"must be a list, such as [\"{Section.Value}\"] in JSON or {Path}:0 in other sources", fromCode);
        }

        if (!Section.GetChildren().All(IsItem))
        {
            return Invalid("a section", $"must be a list of texts, such as [\"a\", \"b\"] in JSON or {Path}:0 in other sources", fromCode);
        }

        string[] items = [.. Section.GetChildren().Select(child => child.Value ?? "")];
        if (Array.IndexOf(items, "") is var empty and >= 0)
        {
            Flaws.Add($"{Section.GetChildren().ElementAt(empty).Path} is empty; remove it, or set it to a value.");
        }

        return items;
    }

    /// <summary>Reads names and texts. They are added to those that code set, and replace those of the same name.</summary>
    /// <param name="fromCode">The names and texts that code set.</param>
    /// <returns>All names and texts, or <paramref name="fromCode"/>.</returns>
    public IDictionary<string, string> Map(IDictionary<string, string> fromCode)
    {
        ArgumentNullException.ThrowIfNull(fromCode);
        if (!string.IsNullOrEmpty(Section.Value) || Section.GetChildren().Any(child => IsItem(child) || child.GetChildren().Any()))
        {
            return Invalid(
                string.IsNullOrEmpty(Section.Value) ? "a list" : Section.Value,
                "must be a section of names and texts, such as { \"kind\": \"video\" } in JSON",
                fromCode);
        }

        var all = new Dictionary<string, string>(fromCode);
        foreach (var child in Section.GetChildren())
        {
            all[child.Key] = child.Value ?? "";
        }

        return all;
    }

    /// <summary>Checks that the setting is a section of settings and not a single value.</summary>
    public void MustBeSection()
    {
        if (!string.IsNullOrEmpty(Section.Value))
        {
            Flaws.Add($"{Path} must be a section; it is a single value.");
        }
    }

    /// <summary>The name of the setting, without its value.</summary>
    /// <returns>Text that is safe to log.</returns>
    public override string ToString() => Path;

    private static string Names<T>()
        where T : struct, Enum => string.Join(", ", Enum.GetNames<T>());

    private static string Example<T>()
        where T : struct, Enum => Enum.GetNames<T>().First(name => Convert.ToUInt64(Enum.Parse<T>(name), CultureInfo.InvariantCulture) != 0);

    private static bool IsName<T>(string value)
        where T : struct, Enum => Enum.GetNames<T>().Contains(value, StringComparer.OrdinalIgnoreCase);

    private static bool IsItem(IConfigurationSection child) =>
        int.TryParse(child.Key, NumberStyles.None, CultureInfo.InvariantCulture, out _) && !child.GetChildren().Any();

    // Null: the value is empty or has the wrong shape, so that the one from code remains.
    private string? Single()
    {
        if (Section.GetChildren().Any())
        {
            Flaws.Add($"{Path} must be a single value; it is a list or a section.");
            return null;
        }

        return string.IsNullOrEmpty(Section.Value) ? null : Section.Value;
    }

    private T Invalid<T>(string value, string rule, T fromCode)
    {
        Flaws.Add($"{Path} is '{value}'; it {rule}.");
        return fromCode;
    }
}
