using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using PresignKit.Configuration;

namespace PresignKit.DependencyInjection;

/// <summary>
/// Logs that changed settings do not take effect before the next start. Policies do not reload, because they are checked against the stores at start:
/// an invalid one must stop a deployment, and not a running application. The providers of stores watch the settings of their own.
/// </summary>
internal sealed partial class ChangedSettings(
    KnownConfiguration known, IOptions<PresignKitOptions> options, ILogger<ChangedSettings>? logger = null)
    : IHostedService, IDisposable
{
    private readonly ILogger _logger = logger ?? NullLogger<ChangedSettings>.Instance;
    private readonly Lock _gate = new();
    private Dictionary<string, string?> _inForce = [];
    private string _logged = "";
    private IDisposable? _subscription;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        // From here on, the options are those of this start, even if nothing has used them yet.
        _ = options.Value;
        _inForce = Read();
        _subscription = ChangeToken.OnChange(known.Configuration.GetReloadToken, Compare);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        Dispose();
        return Task.CompletedTask;
    }

    public void Dispose() => _subscription?.Dispose();

    [LoggerMessage(3, LogLevel.Warning, "Changed settings take effect at the next start; until then, those of this start are in force: {Settings}")]
    private static partial void Changed(ILogger logger, string settings);

    private void Compare()
    {
        // A file watcher often fires more than once.
        lock (_gate)
        {
            var current = Read();
            var changed = string.Join(", ", current.Keys.Union(_inForce.Keys, StringComparer.OrdinalIgnoreCase)
                .Where(name => current.GetValueOrDefault(name) != _inForce.GetValueOrDefault(name))
                .Order(StringComparer.OrdinalIgnoreCase));
            if (changed.Length > 0 && changed != _logged)
            {
                Changed(_logger, changed);
            }

            _logged = changed;
        }
    }

    // The root of configuration contains the settings of the whole application.
    private Dictionary<string, string?> Read() => known.Configuration is not IConfigurationSection section
        ? []
        : section.AsEnumerable()
            .Where(setting => setting.Value is not null
                && !setting.Key.StartsWith($"{section.Path}:{ClaimedSections.Stores}:", StringComparison.OrdinalIgnoreCase))
            .ToDictionary(setting => setting.Key, setting => setting.Value, StringComparer.OrdinalIgnoreCase);
}
