using System.Globalization;
using Microsoft.Extensions.Configuration;
using PresignKit.S3.Settings;
using PresignKit.SigV4;

namespace PresignKit.LocalS3.DependencyInjection;

/// <summary>
/// Reads a store's settings from configuration. An invalid value or an unknown setting is one of the flaws that are reported when the host
/// starts. Settings that only other S3 stores have are ignored, because the same section may describe the store in production.
/// </summary>
internal static class LocalS3StoreSection
{
    private static readonly Dictionary<string, Action<LocalS3StoreOptions, string, string>> Settings = new(StringComparer.OrdinalIgnoreCase)
    {
        [nameof(LocalS3StoreOptions.Bucket)] = (options, value, _) => options.Bucket = value,
        [nameof(LocalS3StoreOptions.PublicEndpoint)] = (options, value, _) => options.PublicEndpoint = value,
        [nameof(LocalS3StoreOptions.PublicAddressing)] = PublicAddressing,
        [nameof(LocalS3StoreOptions.Port)] = Port,
        [nameof(LocalS3StoreOptions.Directory)] = (options, value, _) => options.Directory = value,
        [nameof(LocalS3StoreOptions.AccessKeyId)] = (options, value, _) => options.AccessKeyId = value,
        [nameof(LocalS3StoreOptions.SecretAccessKey)] = (options, value, _) => options.SecretAccessKey = value,
        [nameof(LocalS3StoreOptions.AllowProduction)] = AllowProduction,
    };

    public static void Apply(IConfigurationSection section, LocalS3StoreOptions options)
    {
        foreach (var entry in section.GetChildren())
        {
            var path = $"Stores:{section.Key}:{entry.Key}";
            if (string.Equals(entry.Key, nameof(options.AllowedOrigins), StringComparison.OrdinalIgnoreCase))
            {
                options.AllowedOrigins = StoreValue.List(entry, path, options.SectionFlaws) ?? options.AllowedOrigins;
            }
            else if (Settings.TryGetValue(entry.Key, out var apply))
            {
                if (StoreValue.Single(entry, path, options.SectionFlaws) is { } value)
                {
                    apply(options, value, path);
                }
            }
            else if (!S3StoreSection.IsSetting(entry.Key))
            {
                options.SectionFlaws.Add(
                    $"{path} is not a valid setting of an embedded store; valid settings are: {string.Join(", ", Settings.Keys)}, "
                        + $"{nameof(options.AllowedOrigins)}.");
            }
        }
    }

    private static void PublicAddressing(LocalS3StoreOptions options, string value, string path)
    {
        if (Enum.TryParse<BucketAddressing>(value, ignoreCase: true, out var addressing) && Enum.IsDefined(addressing))
        {
            options.PublicAddressing = addressing;
        }
        else
        {
            options.SectionFlaws.Add($"{path} is '{value}'; it must be one of: {string.Join(", ", Enum.GetNames<BucketAddressing>())}.");
        }
    }

    private static void Port(LocalS3StoreOptions options, string value, string path)
    {
        if (int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var port))
        {
            options.Port = port;
        }
        else
        {
            options.SectionFlaws.Add($"{path} is '{value}'; it must be a number from 0 to 65535.");
        }
    }

    private static void AllowProduction(LocalS3StoreOptions options, string value, string path)
    {
        if (bool.TryParse(value, out var allow))
        {
            options.AllowProduction = allow;
        }
        else
        {
            options.SectionFlaws.Add($"{path} is '{value}'; it must be true or false.");
        }
    }
}
