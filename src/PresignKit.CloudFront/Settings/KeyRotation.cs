using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PresignKit.CloudFront.Keys;

namespace PresignKit.CloudFront.Settings;

/// <summary>
/// Applies changed keys from configuration while the application runs. All other changes need a restart. Invalid settings change nothing. Keys that were
/// replaced are left to
/// the garbage collector, because URLs may be in the middle of being signed with them.
/// </summary>
internal sealed class KeyRotation(string name, IOptionsMonitor<CloudFrontStoreOptions> options, ILogger logger) : IDisposable
{
    private readonly Lock _gate = new();
    private IDisposable? _subscription;

    public void Start(Action<KeySet> use) => _subscription = options.OnChange((changed, changedName) =>
    {
        if (changedName == name)
        {
            Apply(changed, use);
        }
    });

    public void Dispose() => _subscription?.Dispose();

    private void Apply(CloudFrontStoreOptions changed, Action<KeySet> use)
    {
        // Configuration may be reloaded concurrently: a file watcher often fires more than once.
        lock (_gate)
        {
            var flaws = new List<string>();
            if (CloudFrontSettingsBuilder.Build(name, changed, flaws) is { } settings)
            {
                use(settings.Keys);
                KeyLog.Reloaded(logger, name, settings.Keys);
            }
            else
            {
                var all = string.Join(' ', flaws);
                KeyLog.NotReloaded(logger, ErrorCodes.SettingsInvalid, name, all);
            }
        }
    }
}
