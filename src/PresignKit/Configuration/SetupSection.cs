using Microsoft.Extensions.Configuration;
using PresignKit.Providers;

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

        // Sections, which PolicySection, the stores' packages, and the endpoints' package read.
        { nameof(PresignKitOptions.UploadPolicies), (_, s) => s.MustBeSection() },
        { nameof(PresignKitOptions.DownloadPolicies), (_, s) => s.MustBeSection() },
        { "Stores", (_, s) => s.MustBeSection() },
        { "Endpoints", (_, s) => s.MustBeSection() },
    };

    /// <summary>Applies the section to the options, and adds flaws to <see cref="PresignKitOptions.SectionFlaws"/>.</summary>
    public static void Apply(IConfiguration section, PresignKitOptions options) =>

        // The root of configuration contains the settings of the whole application.
        Settings.Apply(section, path: "", options, options.SectionFlaws, isOther: _ => section is not IConfigurationSection);
}
