using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using PresignKit.Issuing;

namespace PresignKit.Administration;

/// <summary>
/// Checks and, if configured, probes every store once the host has started: by then, a store that the application itself runs also answers. Stops the
/// application only if that is configured.
/// </summary>
internal sealed class StoreStartupCheck(
    StoreCatalog stores, IServiceProvider services, IOptions<PresignKitOptions> options, ILogger<StoreStartupCheck>? logger = null)
    : IHostedLifecycleService, IDisposable
{
    private readonly ILogger _logger = logger ?? NullLogger<StoreStartupCheck>.Instance;
    private readonly CancellationTokenSource _stopping = new();

    /// <summary>The check in progress; completed if there is none.</summary>
    internal Task Running { get; private set; } = Task.CompletedTask;

    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        var (check, probe) = (options.Value.StartupCheck, options.Value.StartupProbe);
        if (check == StartupCheckMode.Require)
        {
            await RequireAsync(StartupPass.Check, cancellationToken).ConfigureAwait(false);
        }

        if (probe == StartupCheckMode.Require)
        {
            await RequireAsync(StartupPass.Probe, cancellationToken).ConfigureAwait(false);
        }

        List<StartupPass> background = [];
        if (check == StartupCheckMode.Warn)
        {
            background.Add(StartupPass.Check);
        }

        if (probe == StartupCheckMode.Warn)
        {
            background.Add(StartupPass.Probe);
        }

        if (background.Count > 0)
        {
            Running = Task.Run(() => WarnAsync(background, _stopping.Token), CancellationToken.None);
        }
    }

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await Running.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _stopping.Dispose();

    private async Task RequireAsync(StartupPass pass, CancellationToken cancellationToken)
    {
        var findings = await AskAllAsync(pass, cancellationToken).ConfigureAwait(false);
        if (findings.FirstOrDefault(f => f.Severity == FindingSeverity.Error) is { } worst)
        {
            var errors = findings.Where(f => f.Severity == FindingSeverity.Error).Select(f => $"{Environment.NewLine}  - {f.Message}");
            throw new StoreException(
                worst.Code, $"The stores are not ready, and {pass.Setting} is {nameof(StartupCheckMode.Require)}.{string.Concat(errors)}");
        }
    }

    private async Task WarnAsync(IEnumerable<StartupPass> passes, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var pass in passes)
            {
                await AskAllAsync(pass, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The host is stopping before all stores have answered.
        }
#pragma warning disable CA1031 // A check that fails unexpectedly must not stop the application.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            SetupLog.CheckFailed(_logger, exception);
        }
    }

    private async Task<List<StoreFinding>> AskAllAsync(StartupPass pass, CancellationToken cancellationToken)
    {
        var findings = new List<StoreFinding>();
        var isDevelopment = services.GetService<IHostEnvironment>()?.IsDevelopment() == true;
        foreach (var name in stores.Registrations.Select(r => r.Name))
        {
            var setup = services.GetRequiredKeyedService<IStoreSetup>(name);
            foreach (var finding in await pass.FindAsync(setup, cancellationToken).ConfigureAwait(false))
            {
                // On a developer's machine, the browser can reach a private endpoint.
                if (finding.Code == FindingCodes.PublicEndpointPrivate && isDevelopment)
                {
                    continue;
                }

                findings.Add(finding);
                var level = LevelOf(finding.Severity);
                SetupLog.Found(_logger, level, finding.Code, finding.Message);
            }
        }

        return findings;
    }

    private static LogLevel LevelOf(FindingSeverity severity) => severity switch
    {
        FindingSeverity.Error => LogLevel.Error,
        FindingSeverity.Warning => LogLevel.Warning,
        _ => LogLevel.Information,
    };
}
