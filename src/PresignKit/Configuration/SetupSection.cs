using Microsoft.Extensions.Configuration;
using PresignKit.Providers;
using PresignKit.Providers.Settings;

namespace PresignKit.Configuration;

/// <summary>Reads the settings of PresignKit as a whole from the <c>PresignKit</c> section.</summary>
internal static class SetupSection
{
    internal static readonly SettingTable<PresignKitOptions> Settings = new()
    {
        { nameof(PresignKitOptions.DefaultStoreName), (o, s) => o.DefaultStoreName = s.Text(o.DefaultStoreName) },
        { nameof(PresignKitOptions.PageOrigins), (o, s) => o.PageOrigins = s.List(o.PageOrigins) },
        { nameof(PresignKitOptions.AllowWildcardOrigins), (o, s) => o.AllowWildcardOrigins = s.Boolean(o.AllowWildcardOrigins) },
        { nameof(PresignKitOptions.ExpectBucketPolicy), (o, s) => o.ExpectBucketPolicy = s.Boolean(o.ExpectBucketPolicy) },
        { nameof(PresignKitOptions.ExpectLifecycle), (o, s) => o.ExpectLifecycle = s.Boolean(o.ExpectLifecycle) },
        { nameof(PresignKitOptions.AbandonedAfter), (o, s) => o.AbandonedAfter = s.Time(o.AbandonedAfter) ?? o.AbandonedAfter },
        { nameof(PresignKitOptions.StartupCheck), (o, s) => o.StartupCheck = s.OneOf<StartupCheckMode>(o.StartupCheck) ?? o.StartupCheck },
        { nameof(PresignKitOptions.StartupProbe), (o, s) => o.StartupProbe = s.OneOf<StartupCheckMode>(o.StartupProbe) ?? o.StartupProbe },
        { nameof(PresignKitOptions.ApplicationName), (o, s) => o.ApplicationName = s.Text(o.ApplicationName) },

        // Sections, which PolicySection reads.
        { nameof(PresignKitOptions.UploadPolicies), (_, s) => s.MustBeSection() },
        { nameof(PresignKitOptions.DownloadPolicies), (_, s) => s.MustBeSection() },
    };

    /// <summary>Applies the section to the options, and adds flaws to <see cref="PresignKitOptions.SectionFlaws"/>.</summary>
    /// <param name="section">The section.</param>
    /// <param name="options">The options.</param>
    /// <param name="claimed">The sections that packages read.</param>
    public static void Apply(IConfiguration section, PresignKitOptions options, ClaimedSections claimed)
    {
        Settings.Apply(section, options, options.SectionFlaws, Other);
        if (section is not IConfigurationSection && section.GetSection("PresignKit").GetChildren().Any())
        {
            options.SectionFlaws.Add("AddPresignKit received the whole configuration, but the settings are in its section PresignKit; "
                + "pass configuration.GetSection(\"PresignKit\").");
        }

        void Other(Setting setting)
        {
            if (claimed.TryCheck(setting))
            {
                return;
            }

            if (section is IConfigurationSection && ReaderOf(setting.Section.Key) is { } reader)
            {
                setting.Flaws.Add($"{setting.Path} is unknown: only {reader} reads it. Call {reader}, or remove the section.");
            }
            else if (section is IConfigurationSection
                || NearestName.Of(setting.Section.Key, Settings.Where(name => name.Length > 9).ToArray()) is not null)
            {
                // The root of configuration contains the settings of the whole application: only what cannot be one of them is a flaw.
                Settings.Refuse(setting, claimed.TopNames);
            }
        }
    }

    /// <summary>The call that makes a section of PresignKit's own packages known.</summary>
    private static string? ReaderOf(string section) => section.ToUpperInvariant() switch
    {
        "SWEEPING" => "AddSweeping",
        "ENDPOINTS" => "AddEndpoints",
        _ => null,
    };
}
