using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PresignKit.S3.Settings;

namespace PresignKit.S3.Credentials;

/// <summary>
/// Applies changed credentials from configuration while the application runs. All other changes need a restart, because policies have been checked
/// against those settings. Invalid settings change nothing; otherwise, saving one half of a key pair first would break every upload. Credentials that
/// arrive together with a different location belong to that location, so they are not applied either: the current store would refuse their
/// signatures.
/// </summary>
internal sealed class CredentialRotation : IDisposable
{
    private readonly S3StoreSettings _settings;
    private readonly Action<S3StoreSettings> _use;
    private readonly ILogger _logger;
    private readonly Lock _gate = new();
    private readonly IDisposable? _subscription;
    private S3StoreSettings _latest;
    private S3StoreSettings _inForce;

    public CredentialRotation(S3StoreSettings settings, IOptionsMonitor<S3StoreOptions> options, Action<S3StoreSettings> use, ILogger logger)
    {
        (_settings, _latest, _inForce, _use, _logger) = (settings, settings, settings, use, logger);
        _subscription = options.OnChange((changed, name) =>
        {
            if (name == settings.Name)
            {
                Apply(changed);
            }
        });

        // If the region was discovered late, the settings are those of the start, and newer ones may already be available.
        Apply(options.Get(settings.Name));
    }

    public void Dispose() => _subscription?.Dispose();

    private void Apply(S3StoreOptions options)
    {
        // Configuration may be reloaded concurrently: a file watcher often fires more than once.
        lock (_gate)
        {
            var flaws = new List<string>();
            var settings = S3StoreSettingsBuilder.Build(_settings.Name, options, flaws, _settings.Region);
            if (settings is not null && (settings.UploadCredentials is null) != (_settings.UploadCredentials is null))
            {
                flaws.Add($"Stores:{_settings.Name}:UploadCredentials cannot be added or removed while the application runs, because policies depend on them.");
            }

            if (settings is null || flaws.Count > 0)
            {
                CredentialLog.NotReloaded(_logger, ErrorCodes.SettingsInvalid, _settings.Name, string.Join(' ', flaws));
                return;
            }

            if (RestartSettings(settings) is { Length: > 0 } changed && changed != RestartSettings(_latest))
            {
                CredentialLog.NeedsRestart(_logger, _settings.Name, changed);
            }

            if (LocationChanges(settings) is { Length: > 0 } location)
            {
                HoldBack(settings, location);
            }
            else
            {
                Take(settings);
            }

            _latest = settings;
        }
    }

    private void Take(S3StoreSettings settings)
    {
        if (settings.UploadCredentials is { } uploads && _settings.UploadCredentials!.Replace(uploads))
        {
            CredentialLog.Reloaded(_logger, _settings.Name, $"{nameof(S3StoreOptions.UploadCredentials)} {uploads.Credentials.AccessKeyId}");
        }

        if (!CredentialLookupFactory.AreSame(_inForce, settings))
        {
            CredentialLog.Reloaded(_logger, _settings.Name, Describe(settings));
            _use(settings);
            _inForce = settings;
        }
    }

    private void HoldBack(S3StoreSettings settings, string location)
    {
        var isNew = !CredentialLookupFactory.AreSame(_inForce, settings) || settings.UploadCredentials?.IsSame(_settings.UploadCredentials!) == false;
        var wasLogged = LocationChanges(_latest) == location && CredentialLookupFactory.AreSame(_latest, settings)
            && settings.UploadCredentials?.IsSame(_latest.UploadCredentials!) != false;
        if (isNew && !wasLogged)
        {
            CredentialLog.KeysHeld(_logger, _settings.Name, location);
        }
    }

    private static string Describe(S3StoreSettings settings) => settings switch
    {
        { Role: { } role } => role.RoleArn,
        { Credentials: { } keys } => keys.GetCredentials().AccessKey,
        _ => "the AWS SDK's chain",
    };

    /// <summary>The names of all changed settings that wait for the next start; empty if there are none.</summary>
    private string RestartSettings(S3StoreSettings settings)
    {
        var names = LocationSettings(settings);
        if (settings.PublicBucket.Url != _settings.PublicBucket.Url)
        {
            names.Add(nameof(S3StoreOptions.PublicEndpoint));
        }

        if (settings.PublicBucket.PathPrefix != _settings.PublicBucket.PathPrefix)
        {
            names.Add(nameof(S3StoreOptions.PublicPathPrefix));
        }

        return string.Join(", ", names);
    }

    /// <summary>The names of the changed settings that determine which store the credentials are for; empty if it is the one of the start.</summary>
    private string LocationChanges(S3StoreSettings settings) => string.Join(", ", LocationSettings(settings));

    private List<string> LocationSettings(S3StoreSettings settings)
    {
        List<string> names = [];
        if (settings.Bucket != _settings.Bucket)
        {
            names.Add(nameof(S3StoreOptions.Bucket));
        }

        if (settings.Region != _settings.Region)
        {
            names.Add(nameof(S3StoreOptions.Region));
        }

        if (settings.InternalBucket.Url != _settings.InternalBucket.Url)
        {
            names.Add(nameof(S3StoreOptions.Endpoint));
        }

        if (settings.ConfiguredProfile != _settings.ConfiguredProfile)
        {
            names.Add(nameof(S3StoreOptions.Profile));
        }

        return names;
    }
}
