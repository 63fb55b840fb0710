using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PresignKit.S3.Settings;

namespace PresignKit.S3.Credentials;

/// <summary>
/// Takes new keys from configuration while the application runs. All else needs a restart: policies have been checked against it. What is
/// not sound changes nothing, or one half of a key pair that was saved first would stop every upload. Nor do keys that come with another
/// place: they are for that one, and here the store would refuse whatever they sign.
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

        // A region that is discovered late has the settings of the start, and others may be in force by now.
        Apply(options.Get(settings.Name));
    }

    public void Dispose() => _subscription?.Dispose();

    private void Apply(S3StoreOptions options)
    {
        // Configuration may be loaded twice at once: a file's watcher often calls more than once.
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

            if (Others(settings) is { Length: > 0 } others && others != Others(_latest))
            {
                CredentialLog.NeedsRestart(_logger, _settings.Name, others);
            }

            if (Place(settings) is { Length: > 0 } place)
            {
                Hold(settings, place);
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

    private void Hold(S3StoreSettings settings, string place)
    {
        var isNew = !CredentialLookupFactory.AreSame(_inForce, settings) || settings.UploadCredentials?.IsSame(_settings.UploadCredentials!) == false;
        var wasSaid = Place(_latest) == place && CredentialLookupFactory.AreSame(_latest, settings)
            && settings.UploadCredentials?.IsSame(_latest.UploadCredentials!) != false;
        if (isNew && !wasSaid)
        {
            CredentialLog.KeysHeld(_logger, _settings.Name, place);
        }
    }

    private static string Describe(S3StoreSettings settings) => settings switch
    {
        { Role: { } role } => role.RoleArn,
        { Credentials: { } keys } => keys.GetCredentials().AccessKey,
        _ => "the AWS SDK's chain",
    };

    /// <summary>All that waits for the next start; empty where nothing does.</summary>
    private string Others(S3StoreSettings settings)
    {
        var names = PlaceNames(settings);
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

    /// <summary>What says which store the keys are for; empty where it is the one of the start.</summary>
    private string Place(S3StoreSettings settings) => string.Join(", ", PlaceNames(settings));

    private List<string> PlaceNames(S3StoreSettings settings)
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
