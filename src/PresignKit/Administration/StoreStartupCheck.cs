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
    StoreCatalog stores,
    PolicyCatalog policies,
    IServiceProvider services,
    IOptions<PresignKitOptions> options,
    TimeProvider clock,
    ILogger<StoreStartupCheck>? logger = null)
    : IHostedLifecycleService, IDisposable
{
    private readonly ILogger _logger = logger ?? NullLogger<StoreStartupCheck>.Instance;
    private readonly CancellationTokenSource _stopping = new();
    private readonly StoreConfirmation _confirmation = new(
        stores, policies, services, clock, logger ?? (ILogger)NullLogger<StoreStartupCheck>.Instance);

    /// <summary>The check in progress; completed if there is none.</summary>
    internal Task Running { get; private set; } = Task.CompletedTask;

    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        var (check, probe) = (options.Value.StartupCheck, options.Value.StartupProbe);
        var all = stores.Registrations.Select(r => r.Name).ToArray();
        if (check == StartupCheckMode.Require)
        {
            await RequireAsync(StartupPass.Check, all, cancellationToken).ConfigureAwait(false);
        }

        if (probe == StartupCheckMode.Require)
        {
            await RequireAsync(StartupPass.Probe, all, cancellationToken).ConfigureAwait(false);
        }

        var unconfirmed = _confirmation.Unconfirmed;
        await ConfirmRequiredAsync(unconfirmed, probe, cancellationToken).ConfigureAwait(false);
        List<(StartupPass Pass, string Store)> background = [];
        if (check == StartupCheckMode.Warn)
        {
            background.AddRange(all.Select(store => (StartupPass.Check, store)));
        }

        var probed = probe == StartupCheckMode.Warn ? all.Where(store => !_confirmation.IsRequired(store)) : _confirmation.Unconfirmed;
        background.AddRange(probed.Select(store => (StartupPass.Probe, store)));
        if (background.Count > 0 || _confirmation.Exposed.Count > 0)
        {
            Running = Task.Run(() => WarnAsync(background, check != StartupCheckMode.Off, _stopping.Token), CancellationToken.None);
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

    private async Task RequireAsync(StartupPass pass, IEnumerable<string> names, CancellationToken cancellationToken)
    {
        var findings = new List<StoreFinding>();
        foreach (var name in names)
        {
            findings.AddRange(await AskAsync(pass, name, cancellationToken).ConfigureAwait(false));
        }

        if (findings.FirstOrDefault(f => f.Severity == FindingSeverity.Error) is { } worst)
        {
            var errors = findings.Where(f => f.Severity == FindingSeverity.Error).Select(f => $"{Environment.NewLine}  - {f.Message}");
            throw new StoreException(
                worst.Code, $"The stores are not ready, and {pass.Setting} is {nameof(StartupCheckMode.Require)}.{string.Concat(errors)}");
        }
    }

    /// <summary>Policies that work only with a confirmed profile need it now: the host starts only if a probe confirms it.</summary>
    private async Task ConfirmRequiredAsync(IEnumerable<string> unconfirmed, StartupCheckMode probe, CancellationToken cancellationToken)
    {
        foreach (var name in unconfirmed)
        {
            if (probe == StartupCheckMode.Off)
            {
                SetupLog.ProbedAllTheSame(_logger, name, stores.Get(name).Profile.Name);
            }

            if (!_confirmation.IsRequired(name))
            {
                continue;
            }

            // With Require, the probe has just run, and could not tell.
            if (probe != StartupCheckMode.Require)
            {
                await AskAsync(StartupPass.Probe, name, cancellationToken).ConfigureAwait(false);
            }
        }

        foreach (var name in stores.Registrations.Select(r => r.Name))
        {
            _confirmation.Require(name);
        }
    }

    private async Task WarnAsync(IEnumerable<(StartupPass Pass, string Store)> asked, bool checks, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var (pass, store) in asked)
            {
                await AskAsync(pass, store, cancellationToken).ConfigureAwait(false);
            }

            await _confirmation.WatchAsync(checks, AskAsync, cancellationToken).ConfigureAwait(false);
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

    private async Task<List<StoreFinding>> AskAsync(StartupPass pass, string name, CancellationToken cancellationToken)
    {
        var findings = new List<StoreFinding>();
        var isDevelopment = services.GetService<IHostEnvironment>()?.IsDevelopment() == true;
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

        return findings;
    }

    private static LogLevel LevelOf(FindingSeverity severity) => severity switch
    {
        FindingSeverity.Error => LogLevel.Error,
        FindingSeverity.Warning => LogLevel.Warning,
        _ => LogLevel.Information,
    };
}
