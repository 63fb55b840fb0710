using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PresignKit.AspNetCore.Logging;

namespace PresignKit.AspNetCore.Health;

/// <summary>
/// Runs <see cref="IStoreSetup.CheckAsync"/> for every store, once for all health probes of an interval. The result contains only codes
/// and the names of stores; endpoints, buckets, and what to change are logged.
/// </summary>
internal sealed class StoreHealthCheck(
    IReadOnlyList<string> stores, IServiceProvider services, StoreHealthOptions options, TimeProvider clock, ILogger<StoreHealthCheck> logger)
    : IHealthCheck, IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private volatile Answer? _answer;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var answer = Current() ?? await AskAsync(cancellationToken).ConfigureAwait(false);
        var status = answer.Worst switch
        {
            null or FindingSeverity.Information => HealthStatus.Healthy,
            FindingSeverity.Warning => HealthStatus.Degraded,
            _ => context.Registration.FailureStatus,
        };
        return new(status, answer.Description, data: answer.Codes);
    }

    public void Dispose() => _turn.Dispose();

    private Answer? Current() => _answer is { } answer && clock.GetUtcNow() < answer.GoodUntil ? answer : null;

    private async Task<Answer> AskAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            // Another probe may have finished the same check while this one waited.
            if (Current() is { } current)
            {
                return current;
            }

            var found = new List<(string Store, StoreFinding Finding)>();
            foreach (var store in stores)
            {
                found.AddRange((await FindAsync(store, cancellationToken).ConfigureAwait(false)).Select(finding => (store, finding)));
            }

            var answer = Answer.Of(found, worst => clock.GetUtcNow() + (worst == FindingSeverity.Error ? options.RetryInterval : options.Interval));
            Log(found, answer);
            return _answer = answer;
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task<IEnumerable<StoreFinding>> FindAsync(string store, CancellationToken cancellationToken)
    {
        var isDevelopment = services.GetService<IHostEnvironment>()?.IsDevelopment() == true;
        var findings = await services.GetRequiredKeyedService<IStoreSetup>(store).CheckAsync(cancellationToken).ConfigureAwait(false);

        // On a developer's machine, the browser can reach a private endpoint too.
        return findings.Where(finding => !(isDevelopment && finding.Code == FindingCodes.PublicEndpointPrivate));
    }

    // Only when something changes: probes come every few seconds.
    private void Log(List<(string Store, StoreFinding Finding)> found, Answer answer)
    {
        if (_answer?.Description == answer.Description)
        {
            return;
        }

        foreach (var (store, finding) in found)
        {
            var level = finding.Severity switch
            {
                FindingSeverity.Error => LogLevel.Error,
                FindingSeverity.Warning => LogLevel.Warning,
                _ => LogLevel.Information,
            };
            HealthLog.Found(logger, level, store, finding.Code, finding.Message);
        }
    }

    /// <summary>The result, without the text of the findings.</summary>
    private sealed record Answer(FindingSeverity? Worst, string Description, IReadOnlyDictionary<string, object> Codes, DateTimeOffset GoodUntil)
    {
        public static Answer Of(List<(string Store, StoreFinding Finding)> found, Func<FindingSeverity?, DateTimeOffset> goodUntil)
        {
            var worst = found.Count == 0 ? (FindingSeverity?)null : found.Max(pair => pair.Finding.Severity);
            var codes = found.GroupBy(pair => pair.Store, StringComparer.Ordinal)
                .ToDictionary(
                    group => group.Key,
                    group => (object)group.Select(pair => pair.Finding.Code).Distinct(StringComparer.Ordinal).ToArray(),
                    StringComparer.Ordinal);
            var text = string.Join("; ", codes.Select(pair => $"{pair.Key}: {string.Join(", ", (string[])pair.Value)}"));
            return new(worst, codes.Count == 0 ? "No problems were found." : text, codes, goodUntil(worst));
        }
    }
}
