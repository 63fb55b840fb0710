using System.Globalization;
using Microsoft.Extensions.Configuration;
using PresignKit.SigV4;

namespace PresignKit.S3.Settings;

/// <summary>
/// Reads a store's settings from configuration. Not with the binder: an invalid value or an unknown setting (a typing mistake would leave a security
/// setting at its default) becomes one of the flaws that are reported when the host starts.
/// </summary>
internal static class S3StoreSection
{
    private static readonly Dictionary<string, Action<S3StoreOptions, string, Reading>> Settings = new(StringComparer.OrdinalIgnoreCase)
    {
        [nameof(S3StoreOptions.Bucket)] = (o, v, _) => o.Bucket = v,
        [nameof(S3StoreOptions.Region)] = (o, v, _) => o.Region = v,
        [nameof(S3StoreOptions.DiscoverRegion)] = (o, v, r) => o.DiscoverRegion = r.Boolean(v, o.DiscoverRegion),
        [nameof(S3StoreOptions.Endpoint)] = (o, v, _) => o.Endpoint = v,
        [nameof(S3StoreOptions.AccountId)] = (o, v, _) => o.AccountId = v,
        [nameof(S3StoreOptions.Jurisdiction)] = (o, v, _) => o.Jurisdiction = v,
        [nameof(S3StoreOptions.PublicEndpoint)] = (o, v, _) => o.PublicEndpoint = v,
        [nameof(S3StoreOptions.Addressing)] = (o, v, r) => o.Addressing = r.Enum(v, o.Addressing),
        [nameof(S3StoreOptions.PublicAddressing)] = (o, v, r) => o.PublicAddressing = r.Enum(v, o.PublicAddressing),
        [nameof(S3StoreOptions.PublicPathPrefix)] = (o, v, r) => o.PublicPathPrefix = r.Enum<PathPrefixRule>(v, o.PublicPathPrefix) ?? default,
        [nameof(S3StoreOptions.AllowInsecurePublicEndpoint)] = (o, v, r) =>
            o.AllowInsecurePublicEndpoint = r.Boolean(v, o.AllowInsecurePublicEndpoint),
        [nameof(S3StoreOptions.AccessKeyId)] = (o, v, _) => o.AccessKeyId = v,
        [nameof(S3StoreOptions.SecretAccessKey)] = (o, v, _) => o.SecretAccessKey = v,
        [nameof(S3StoreOptions.SessionToken)] = (o, v, _) => o.SessionToken = v,
        [nameof(S3StoreOptions.Profile)] = (o, v, r) => ProfileName.Apply(o, v, r.Setting),
    };

    private static readonly Dictionary<string, Action<S3AssumeRole, string, Reading>> RoleSettings = new(StringComparer.OrdinalIgnoreCase)
    {
        [nameof(S3AssumeRole.RoleArn)] = (o, v, _) => o.RoleArn = v,
        [nameof(S3AssumeRole.SessionName)] = (o, v, _) => o.SessionName = v,
        [nameof(S3AssumeRole.ExternalId)] = (o, v, _) => o.ExternalId = v,
        [nameof(S3AssumeRole.Duration)] = (o, v, r) => o.Duration = r.Duration(v, o.Duration),
        [nameof(S3AssumeRole.Endpoint)] = (o, v, _) => o.Endpoint = v,
        [nameof(S3AssumeRole.WebIdentityTokenFile)] = (o, v, _) => o.WebIdentityTokenFile = v,
    };

    private static readonly string[] Groups =
        [nameof(S3StoreOptions.AssumeRole), nameof(S3StoreOptions.UploadCredentials), nameof(S3StoreOptions.DirectPrincipals)];

    /// <summary>Whether an S3 store has a setting of this name.</summary>
    public static bool IsSetting(string name) => Settings.ContainsKey(name) || Groups.Contains(name, StringComparer.OrdinalIgnoreCase);

    public static void Apply(IConfigurationSection section, S3StoreOptions options)
    {
        foreach (var entry in section.GetChildren())
        {
            if (string.Equals(entry.Key, nameof(S3StoreOptions.UploadCredentials), StringComparison.OrdinalIgnoreCase))
            {
                UploadCredentials(entry, $"Stores:{section.Key}:{entry.Key}", options);
            }
            else if (string.Equals(entry.Key, nameof(S3StoreOptions.DirectPrincipals), StringComparison.OrdinalIgnoreCase))
            {
                options.DirectPrincipals =
                    StoreValue.List(entry, $"Stores:{section.Key}:{entry.Key}", options.SectionFlaws) ?? options.DirectPrincipals;
            }
            else if (string.Equals(entry.Key, nameof(S3StoreOptions.AssumeRole), StringComparison.OrdinalIgnoreCase))
            {
                AssumeRole(entry, $"Stores:{section.Key}:{entry.Key}", options);
            }
            else if (!Settings.TryGetValue(entry.Key, out var apply))
            {
                options.SectionFlaws.Add(
                    $"Stores:{section.Key}:{entry.Key} is not a valid setting of an S3 store; valid settings are: "
                        + $"{string.Join(", ", Settings.Keys.Concat(Groups))}.");
            }
            else if (StoreValue.Single(entry, $"Stores:{section.Key}:{entry.Key}", options.SectionFlaws) is { } value)
            {
                apply(options, value, new(options, $"Stores:{section.Key}:{entry.Key}"));
            }
        }
    }

    private static void AssumeRole(IConfigurationSection section, string path, S3StoreOptions options)
    {
        var role = options.AssumeRole ??= new();
        foreach (var entry in section.GetChildren())
        {
            if (!RoleSettings.TryGetValue(entry.Key, out var apply))
            {
                options.SectionFlaws.Add($"{path}:{entry.Key} is not a valid setting; valid settings are: {string.Join(", ", RoleSettings.Keys)}.");
            }
            else if (StoreValue.Single(entry, $"{path}:{entry.Key}", options.SectionFlaws) is { } value)
            {
                apply(role, value, new(options, $"{path}:{entry.Key}"));
            }
        }
    }

    private static void UploadCredentials(IConfigurationSection section, string path, S3StoreOptions options)
    {
        var credentials = options.UploadCredentials ??= new();
        foreach (var entry in section.GetChildren())
        {
            if (string.Equals(entry.Key, nameof(credentials.AccessKeyId), StringComparison.OrdinalIgnoreCase))
            {
                credentials.AccessKeyId = entry.Value;
            }
            else if (string.Equals(entry.Key, nameof(credentials.SecretAccessKey), StringComparison.OrdinalIgnoreCase))
            {
                credentials.SecretAccessKey = entry.Value;
            }
            else
            {
                options.SectionFlaws
                    .Add($"{path}:{entry.Key} is not a valid setting; valid settings are: {nameof(credentials.AccessKeyId)}, "
                        + $"{nameof(credentials.SecretAccessKey)}.");
            }
        }
    }

    private readonly record struct Reading(S3StoreOptions Options, string Setting)
    {
        public T? Enum<T>(string value, T? otherwise)
            where T : struct, Enum
        {
            if (System.Enum.TryParse<T>(value, ignoreCase: true, out var parsed) && System.Enum.IsDefined(parsed))
            {
                return parsed;
            }

            Options.SectionFlaws.Add($"{Setting} is '{value}'; it must be one of: {string.Join(", ", System.Enum.GetNames<T>())}.");
            return otherwise;
        }

        public bool Boolean(string value, bool otherwise)
        {
            if (bool.TryParse(value, out var parsed))
            {
                return parsed;
            }

            Options.SectionFlaws.Add($"{Setting} is '{value}'; it must be true or false.");
            return otherwise;
        }

        public TimeSpan Duration(string value, TimeSpan otherwise)
        {
            // A number alone would be read as days.
            if (value.Contains(':', StringComparison.Ordinal) && TimeSpan.TryParse(value, CultureInfo.InvariantCulture, out var parsed))
            {
                return parsed;
            }

            Options.SectionFlaws.Add($"{Setting} is '{value}'; it must be a time span, such as 01:00:00 (1 hour).");
            return otherwise;
        }
    }
}
