using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using PresignKit;
using PresignKit.AspNetCore.Health;
using PresignKit.Providers;

// Registration methods are where every application looks for them.
#pragma warning disable IDE0130
namespace Microsoft.Extensions.DependencyInjection;
#pragma warning restore IDE0130

/// <summary>Adds the stores to an application's health checks.</summary>
public static class PresignKitHealthChecksBuilderExtensions
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Adds a health check of every store, by <see cref="IStoreSetup.CheckAsync"/>: degraded where a finding is a warning, unhealthy
    /// (or <paramref name="failureStatus"/>) where one is an error. The answer is kept, so that probes do not turn into questions to the
    /// store. Its description and data name stores and codes alone, so it can be shown to anybody; the findings' sentences go to the log.
    /// </summary>
    /// <remarks>It tells of the stores, not of this process: use it for readiness or a dashboard, never to restart the process.</remarks>
    /// <param name="builder">The builder of <c>AddHealthChecks</c>.</param>
    /// <param name="name">The health check's name.</param>
    /// <param name="failureStatus">What an error is reported as; null: <see cref="HealthStatus.Unhealthy"/>.</param>
    /// <param name="tags">Tags to choose it by; null: none.</param>
    /// <param name="configure">Sets how long an answer is kept; null: the defaults.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="name"/> is null or empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An interval is shorter than a second.</exception>
    public static IHealthChecksBuilder AddPresignKit(
        this IHealthChecksBuilder builder,
        string name = "presignkit",
        HealthStatus? failureStatus = null,
        IEnumerable<string>? tags = null,
        Action<StoreHealthOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(name);
        var options = new StoreHealthOptions();
        configure?.Invoke(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Interval, Shortest, nameof(configure));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.RetryInterval, Shortest, nameof(configure));

        // One for each name: a registration makes its check anew for every probe, and the answer has to outlive it.
        var key = new object();
        builder.Services.AddKeyedSingleton(key, (services, _) => new StoreHealthCheck(
            [.. services.GetServices<StoreRegistration>().Select(store => store.Name)],
            services,
            options,
            services.GetService<TimeProvider>() ?? TimeProvider.System,
            services.GetRequiredService<ILogger<StoreHealthCheck>>()));
        return builder.Add(new(name, services => services.GetRequiredKeyedService<StoreHealthCheck>(key), failureStatus, tags));
    }
}
