using System.Security.Cryptography;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using PresignKit.Issuing;

namespace PresignKit.Sweeping;

/// <summary>Sweeps each store again and again, if this instance gets the lease.</summary>
internal sealed class SweepService(
    IUploadSweeper sweeper,
    ISweepLease lease,
    StoreCatalog stores,
    PolicyCatalog policies,
    IOptions<SweepingOptions> options,
    TimeProvider clock,
    ILogger<SweepService>? logger = null) : BackgroundService
{
    /// <summary>After this time, a lease whose holder was killed can be taken over.</summary>
    private static readonly TimeSpan RetryDelay = StoreSweepLease.Duration + StoreSweepLease.Margin;

    private readonly ILogger _logger = logger ?? NullLogger<SweepService>.Instance;
    private readonly SweepingOptions _options = options.Value;

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var used = policies.UploadPolicies.Select(policy => policy.StoreName).ToHashSet(StringComparer.Ordinal);
        var swept = stores.Registrations.Select(store => store.Name)
            .Where(name => used.Contains(name) && (_options.StoreNames.Count == 0 || _options.StoreNames.Contains(name)));
        return Task.WhenAll(swept.Select(name => RunAsync(name, stoppingToken)));
    }

    private async Task RunAsync(string storeName, CancellationToken stoppingToken)
    {
        // The first sweep waits, too: a process that is restarted again and again must not sweep each time.
        var wait = Shorter(RetryDelay, _options.Interval);
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(wait + RandomJitter(), clock, stoppingToken)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stoppingToken.IsCancellationRequested)
            {
                return;
            }

            try
            {
                wait = await TryAsync(storeName, stoppingToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // A sweep that fails unexpectedly must not stop the application.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                wait = _options.Interval;
                SweepLog.Failed(_logger, exception, storeName, clock.GetUtcNow() + wait);
            }
        }
    }

    /// <summary>Sweeps if it is this instance's turn. Returns how long to wait then.</summary>
    private async Task<TimeSpan> TryAsync(string storeName, CancellationToken stoppingToken)
    {
        var held = await lease.TryAcquireAsync(storeName, stoppingToken).ConfigureAwait(false);
        if (held is null)
        {
            return Waits(Shorter(RetryDelay, _options.Interval));
        }

        await using (held.ConfigureAwait(false))
        {
            if (held.LastSweptAt + _options.Interval - clock.GetUtcNow() is { } left && left > TimeSpan.Zero)
            {
                // Clocks differ; no instance waits longer than it would without others.
                return Waits(Shorter(left, _options.Interval));
            }

            using var either = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, held.Lost);
            try
            {
                await sweeper.SweepAsync(
                    storeName,
                    new() { Delete = _options.Delete, Grace = _options.Grace, CompleteAfter = _options.CompleteAfter },
                    progress: null,
                    either.Token).ConfigureAwait(false);
                held.MarkSwept(clock.GetUtcNow());
            }
            catch (OperationCanceledException) when (held.Lost.IsCancellationRequested && !stoppingToken.IsCancellationRequested)
            {
                SweepLog.Lost(_logger, storeName);
            }
        }

        return _options.Interval;

        TimeSpan Waits(TimeSpan wait)
        {
            SweepLog.Waits(_logger, storeName, clock.GetUtcNow() + wait);
            return wait;
        }
    }

    private TimeSpan RandomJitter() => TimeSpan.FromSeconds(RandomNumberGenerator.GetInt32((int)_options.Jitter.TotalSeconds + 1));

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
