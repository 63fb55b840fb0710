using System.Globalization;
using Microsoft.Extensions.Configuration;
using PresignKit.Providers;

namespace PresignKit.CloudFront.Settings;

/// <summary>Reads a distribution's settings from configuration.</summary>
internal static class CloudFrontStoreSection
{
    private static readonly SettingTable<CloudFrontStoreOptions> Settings = new("a CloudFront store")
    {
        { nameof(CloudFrontStoreOptions.Origin), (o, s) => o.Origin = s.Text(o.Origin) },
        { nameof(CloudFrontStoreOptions.Endpoint), (o, s) => o.Endpoint = s.Text(o.Endpoint) },
        { nameof(CloudFrontStoreOptions.OriginPath), (o, s) => o.OriginPath = s.Text(o.OriginPath) },
        { nameof(CloudFrontStoreOptions.Key), (o, s) => Key(o.Key ??= new(), s) },
        { nameof(CloudFrontStoreOptions.NextKey), (o, s) => Key(o.NextKey ??= new(), s) },
        { nameof(CloudFrontStoreOptions.HashAlgorithm), (o, s) => o.HashAlgorithm = s.OneOf<CloudFrontHashAlgorithm>(o.HashAlgorithm) ?? o.HashAlgorithm },
        { nameof(CloudFrontStoreOptions.ForwardsResponseHeaders), (o, s) => o.ForwardsResponseHeaders = s.Boolean(o.ForwardsResponseHeaders) },
        { nameof(CloudFrontStoreOptions.CookieDomain), (o, s) => o.CookieDomain = s.Text(o.CookieDomain) },
        { nameof(CloudFrontStoreOptions.CookieSameSite), (o, s) => o.CookieSameSite = s.OneOf<CloudFrontSameSite>(o.CookieSameSite) ?? o.CookieSameSite },
    };

    private static readonly SettingTable<CloudFrontKeyOptions> KeySettings = new("a CloudFront key")
    {
        { nameof(CloudFrontKeyOptions.KeyPairId), (o, s) => o.KeyPairId = s.Text(o.KeyPairId) },
        { nameof(CloudFrontKeyOptions.PrivateKey), (o, s) => o.PrivateKey = s.Text(o.PrivateKey) },
        { nameof(CloudFrontKeyOptions.PrivateKeyFile), (o, s) => o.PrivateKeyFile = s.Text(o.PrivateKeyFile) },
        { nameof(CloudFrontKeyOptions.UseFrom), UseFrom },
    };

    public static void Apply(IConfigurationSection section, CloudFrontStoreOptions options) => Settings.Apply(section, options, options.SectionFlaws);

    private static void Key(CloudFrontKeyOptions options, Setting setting)
    {
        setting.MustBeSection();
        KeySettings.Apply(setting.Section, options, setting.Flaws);
    }

    private static void UseFrom(CloudFrontKeyOptions options, Setting setting)
    {
        if (setting.Text(null) is not { } text)
        {
            return;
        }

        // A time without an offset would mean another instant on each server.
        string[] forms = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mmK"];
        if (DateTimeOffset.TryParseExact(text, forms, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var instant)
            && (text.EndsWith('Z') || text.LastIndexOfAny(['+', '-']) > text.IndexOf('T', StringComparison.Ordinal)))
        {
            options.UseFrom = instant;
        }
        else
        {
            setting.Flaws.Add($"{setting.Path} is '{text}'; it must be an instant with its offset, such as 2026-12-24T06:00:00Z.");
        }
    }
}
