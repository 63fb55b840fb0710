using Microsoft.Extensions.Configuration;
using PresignKit.Providers;
using PresignKit.S3;
using PresignKit.S3.Settings;
using PresignKit.SigV4;

namespace PresignKit.LocalS3.DependencyInjection;

/// <summary>
/// Reads a store's settings from configuration. Settings that only other S3 stores have are checked and not applied, because the same section may
/// describe the store in production.
/// </summary>
internal static class LocalS3StoreSection
{
    private static readonly SettingTable<LocalS3StoreOptions> Settings = new("an embedded store")
    {
        { nameof(LocalS3StoreOptions.Bucket), (o, s) => o.Bucket = s.Text(o.Bucket) },
        { nameof(LocalS3StoreOptions.PublicEndpoint), (o, s) => o.PublicEndpoint = s.Text(o.PublicEndpoint) },
        {
            nameof(LocalS3StoreOptions.PublicAddressing),
            (o, s) => o.PublicAddressing = s.OneOf<BucketAddressing>(o.PublicAddressing) ?? o.PublicAddressing
        },
        { nameof(LocalS3StoreOptions.Port), (o, s) => o.Port = s.Number(o.Port) },
        { nameof(LocalS3StoreOptions.Listen), (o, s) => o.Listen = s.Text(o.Listen) },
        { nameof(LocalS3StoreOptions.Directory), (o, s) => o.Directory = s.Text(o.Directory) },
        { nameof(LocalS3StoreOptions.AccessKeyId), (o, s) => o.AccessKeyId = s.Text(o.AccessKeyId) },
        { nameof(LocalS3StoreOptions.SecretAccessKey), (o, s) => o.SecretAccessKey = s.Text(o.SecretAccessKey) },
        { nameof(LocalS3StoreOptions.AllowedOrigins), (o, s) => o.AllowedOrigins = s.List(o.AllowedOrigins) },
        { nameof(LocalS3StoreOptions.AllowProduction), (o, s) => o.AllowProduction = s.Boolean(o.AllowProduction) },
        { nameof(LocalS3StoreOptions.PretendEncryption), (o, s) => o.PretendEncryption = s.Boolean(o.PretendEncryption) },
    };

    public static void Apply(IConfigurationSection section, LocalS3StoreOptions options)
    {
        // What applies in production only must be readable all the same, except for a profile that code defines there.
        var elsewhere = new S3StoreOptions();
        S3StoreSection.Apply(section, elsewhere);
        Settings.Apply(section, options, options.SectionFlaws, Other);

        void Other(Setting setting)
        {
            if (!S3StoreSection.IsSetting(setting.Section.Key))
            {
                Settings.Refuse(setting, S3StoreSection.Names);
            }
            else if (!setting.Section.Key.Equals(nameof(S3StoreOptions.Profile), StringComparison.OrdinalIgnoreCase))
            {
                options.SectionFlaws.AddRange(elsewhere.SectionFlaws.Where(flaw => flaw.StartsWith($"{setting.Path} ", StringComparison.Ordinal)
                    || flaw.StartsWith($"{setting.Path}:", StringComparison.Ordinal)));
            }
        }
    }
}
