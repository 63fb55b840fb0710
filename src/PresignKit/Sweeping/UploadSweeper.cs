using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using PresignKit.Issuing;

namespace PresignKit.Sweeping;

internal sealed class UploadSweeper(
    StoreCatalog stores,
    PolicyCatalog policies,
    CatalogReader catalog,
    TimeProvider clock,
    SweepMetrics metrics,
    IAbandonedUploads? abandoned = null,
    ILogger<UploadSweeper>? logger = null) : IUploadSweeper
{
    private const int MostListed = 100_000;

    private static readonly SweepRequest DryRun = new();

    private readonly ILogger _logger = logger ?? NullLogger<UploadSweeper>.Instance;

    public async Task<SweepReport> SweepAsync(
        string storeName, SweepRequest? request = null, IProgress<SweepProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(storeName);
        request ??= DryRun;
        if (request.Grace < SweepRequest.ShortestGrace)
        {
            throw new ArgumentOutOfRangeException(
                nameof(request), request.Grace, $"Grace must be at least {SweepRequest.ShortestGrace:c}. Raise it, or leave it out.");
        }

        if (request.CompleteAfter < TimeSpan.Zero)
        {
            throw new ArgumentOutOfRangeException(nameof(request), request.CompleteAfter, "CompleteAfter must not be negative.");
        }

        if (request.MaximumListed is < 0 or > MostListed)
        {
            throw new ArgumentOutOfRangeException(nameof(request), request.MaximumListed, $"MaximumListed must be 0 to {MostListed}.");
        }

        var provider = stores.Get(storeName);
        var now = clock.GetUtcNow();
        var tally = new SweepTally(storeName, request, now, progress);
        var places = SweepPlaces.Of(storeName, stores, policies);
        try
        {
            var tokens = new SealedTokenSweep(provider, places, abandoned, storeName, policies.ApplicationName, request, now);
            var judge = new SweepJudge(provider, places, catalog, policies.ApplicationName, request, now);
            await new SweepRun(provider, places, judge, tokens, storeName, request, tally).SweepAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            // Also what a sweep did that was canceled.
            metrics.Add(tally.ToReport(now));
        }

        var report = tally.ToReport(clock.GetUtcNow());
        SweepLog.Write(_logger, report);
        return report;
    }
}
