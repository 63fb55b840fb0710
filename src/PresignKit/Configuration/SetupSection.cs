using System.Globalization;
using Microsoft.Extensions.Configuration;
using PresignKit.Policies;

namespace PresignKit.Configuration;

/// <summary>
/// Reads the settings of PresignKit as a whole from the <c>PresignKit</c> section. An unknown setting or an invalid value is one of the flaws
/// that are reported when the host starts, and a list in configuration replaces the one that code set.
/// </summary>
internal static class SetupSection
{
    internal static readonly string[] Settings =
    [
        nameof(PresignKitOptions.DefaultStoreName),
        nameof(PresignKitOptions.PageOrigins),
        nameof(PresignKitOptions.AllowWildcardOrigins),
        nameof(PresignKitOptions.ExpectBucketPolicy),
        nameof(PresignKitOptions.ExpectLifecycle),
        nameof(PresignKitOptions.AbandonedAfter),
        nameof(PresignKitOptions.StartupCheck),
        nameof(PresignKitOptions.StartupProbe),
        nameof(PresignKitOptions.UploadPolicies),
        nameof(PresignKitOptions.DownloadPolicies),
    ];

    /// <summary>Applies the section to the options, and adds flaws to <see cref="PresignKitOptions.SectionFlaws"/>.</summary>
    public static void Apply(IConfiguration section, PresignKitOptions options)
    {
        var flaws = options.SectionFlaws;
        CheckNames(section, flaws);
        if (section[nameof(options.DefaultStoreName)] is { Length: > 0 } storeName)
        {
            options.DefaultStoreName = storeName;
        }

        options.PageOrigins =
            ListSetting.Read(section, nameof(options.PageOrigins), nameof(options.PageOrigins), flaws) ?? options.PageOrigins;
        options.AllowWildcardOrigins = ReadBoolean(section, nameof(options.AllowWildcardOrigins), options.AllowWildcardOrigins, flaws);
        options.ExpectBucketPolicy = ReadBoolean(section, nameof(options.ExpectBucketPolicy), options.ExpectBucketPolicy, flaws);
        options.ExpectLifecycle = ReadBoolean(section, nameof(options.ExpectLifecycle), options.ExpectLifecycle, flaws);
        options.AbandonedAfter = ReadTime(section, nameof(options.AbandonedAfter), options.AbandonedAfter, flaws);
        options.StartupCheck = ReadMode(section, nameof(options.StartupCheck), options.StartupCheck, flaws);
        options.StartupProbe = ReadMode(section, nameof(options.StartupProbe), options.StartupProbe, flaws);
    }

    // Subsections belong to stores and to other packages. The root of configuration is not checked, because it contains the settings of the whole application.
    private static void CheckNames(IConfiguration section, List<string> flaws)
    {
        foreach (var entry in section is IConfigurationSection ? section.GetChildren() : [])
        {
            if (!Settings.Contains(entry.Key, StringComparer.OrdinalIgnoreCase) && IsValueOrList(entry))
            {
                flaws.Add($"{entry.Key} is not a valid setting; valid settings are: {string.Join(", ", Settings)}.");
            }
        }
    }

    private static bool IsValueOrList(IConfigurationSection entry) => !string.IsNullOrEmpty(entry.Value) || entry["0"] is not null;

    private static bool ReadBoolean(IConfiguration section, string setting, bool otherwise, List<string> flaws)
    {
        if (section[setting] is not { Length: > 0 } value)
        {
            return otherwise;
        }

        if (bool.TryParse(value, out var parsed))
        {
            return parsed;
        }

        flaws.Add($"{setting} is '{value}'; it must be true or false.");
        return otherwise;
    }

    private static TimeSpan ReadTime(IConfiguration section, string setting, TimeSpan otherwise, List<string> flaws)
    {
        if (section[setting] is not { Length: > 0 } value)
        {
            return otherwise;
        }

        if (TimeSpan.TryParse(value, CultureInfo.InvariantCulture, out var parsed))
        {
            return parsed;
        }

        flaws.Add($"{setting} is '{value}'; it must be a time span such as 7.00:00:00 (seven days).");
        return otherwise;
    }

    private static StartupCheckMode ReadMode(IConfiguration section, string setting, StartupCheckMode otherwise, List<string> flaws)
    {
        if (section[setting] is not { Length: > 0 } value)
        {
            return otherwise;
        }

        if (Enum.TryParse<StartupCheckMode>(value, ignoreCase: true, out var parsed) && Enum.IsDefined(parsed))
        {
            return parsed;
        }

        flaws.Add($"{setting} is '{value}'; it must be one of: {string.Join(", ", Enum.GetNames<StartupCheckMode>())}.");
        return otherwise;
    }
}
