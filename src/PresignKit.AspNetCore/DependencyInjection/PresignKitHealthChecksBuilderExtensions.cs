using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using PresignKit;
using PresignKit.AspNetCore;
using PresignKit.AspNetCore.Health;
using PresignKit.Providers;

// Registration methods are in the namespace where every application looks for them.
#pragma warning disable IDE0130
namespace Microsoft.Extensions.DependencyInjection;
#pragma warning restore IDE0130

/// <summary>Adds a health check of the stores.</summary>
public static class PresignKitHealthChecksBuilderExtensions
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Adds a health check that runs <see cref="IStoreSetup.CheckAsync"/> for every store. The result is degraded if a finding is a warning,
    /// and unhealthy (or <paramref name="failureStatus"/>) if one is an error. Results are cached, so frequent probes do not turn into
    /// requests to the store. The description and data contain only the names of stores and codes, so they can be public; the messages of
    /// the findings are logged.
    /// </summary>
    /// <remarks>The result is about the stores, not about this process: use it for readiness or a dashboard, never to restart the process.</remarks>
    /// <param name="builder">The builder that <c>AddHealthChecks</c> returned.</param>
    /// <param name="name">The health check's name.</param>
    /// <param name="failureStatus">The status that an error is reported as; null: <see cref="HealthStatus.Unhealthy"/>.</param>
    /// <param name="tags">Tags for filtering health checks; null: none.</param>
    /// <param name="configure">Sets how long a result is cached; null: the defaults.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="name"/> is null or empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An interval is shorter than 1 second.</exception>
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

        // One instance for each name: a registration creates its check again for every probe, and the cached result must outlive it.
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
