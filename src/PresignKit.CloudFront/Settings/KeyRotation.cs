using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PresignKit.CloudFront.Keys;

namespace PresignKit.CloudFront.Settings;

/// <summary>
/// Applies changed keys from configuration while the application runs. If other settings have changed, too, the keys must wait for a restart. Invalid
/// settings change nothing, and neither does a reload that leaves the keys as they are. Replaced keys are left to the garbage collector, because a request
/// may be signing with them.
/// </summary>
internal sealed class KeyRotation(CloudFrontSettings inForce, IOptionsMonitor<CloudFrontStoreOptions> options, ILogger logger) : IDisposable
{
    private readonly Lock _gate = new();
    private KeySet _keys = inForce.Keys;
    private IDisposable? _subscription;

    public void Start(Action<KeySet> use) => _subscription = options.OnChange((changed, changedName) =>
    {
        if (changedName == inForce.Name)
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
            if (CloudFrontSettingsBuilder.Build(inForce.Name, changed, flaws) is not { } settings)
            {
                var all = string.Join(' ', flaws);
                KeyLog.NotReloaded(logger, ErrorCodes.SettingsInvalid, inForce.Name, all);
            }
            else if (settings with { Keys = inForce.Keys } != inForce)
            {
                // Keys that arrive together with another address belong to that one.
                settings.Keys.Dispose();
                KeyLog.NeedsRestart(logger, inForce.Name);
            }
            else if (settings.Keys.Keeping(_keys) is var keys && keys != _keys)
            {
                _keys = keys;
                use(keys);
                KeyLog.Reloaded(logger, inForce.Name, keys);
            }
        }
    }
}
