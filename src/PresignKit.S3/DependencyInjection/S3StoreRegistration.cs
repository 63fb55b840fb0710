using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using PresignKit.Providers;
using PresignKit.S3.Providers;
using PresignKit.S3.Regions;
using PresignKit.S3.Settings;

namespace PresignKit.S3.DependencyInjection;

/// <summary>A registered S3 store; its settings are the options of the same name.</summary>
internal sealed class S3StoreRegistration(string name) : StoreRegistration(name)
{
    public override IEnumerable<string> Validate(IServiceProvider services)
    {
        var flaws = new List<string>();
        S3StoreSettingsBuilder.Build(Name, Options(services), flaws);
        return flaws;
    }

    public override IStoreProvider Create(IServiceProvider services)
    {
        var options = Options(services);
        return options.DiscoverRegion
            ? new RegionDiscoveryStoreProvider(Settings(options), region => Create(services, options, Discovered(options, region)))
            : Create(services, options, Settings(options));
    }

    private S3StoreProvider Create(IServiceProvider services, S3StoreOptions options, S3StoreSettings settings)
    {
        var logger = services.GetService<ILoggerFactory>()?.CreateLogger("PresignKit.S3.Credentials") ?? NullLogger.Instance;
        var provider = new S3StoreProvider(
            settings,
            services.GetRequiredService<TimeProvider>(),
            () => services.GetRequiredService<IStorePolicies>().GetLongestLifetime(Name),
            services.GetRequiredService<IOptionsMonitor<S3StoreOptions>>(),
            logger);
        services.GetKeyedService<OpenedS3Store>(Name)?.Set(provider, options);
        return provider;
    }

    private S3StoreSettings Settings(S3StoreOptions options)
    {
        var flaws = new List<string>();
        return S3StoreSettingsBuilder.Build(Name, options, flaws) ?? throw new OptionsValidationException(Name, typeof(S3StoreOptions), flaws);
    }

    // A request to Amazon's endpoint for a different region would fail.
    private S3StoreSettings Discovered(S3StoreOptions options, string region)
    {
        if (options.Endpoint is { } endpoint && AmazonEndpoint.RegionOf(endpoint) is { } other && other != region)
        {
            throw new StoreException(
                ErrorCodes.RegionMismatch,
                $"Bucket '{options.Bucket}' of store '{Name}' is in region {region}, but Stores:{Name}:Endpoint is in {other}; "
                    + $"remove Stores:{Name}:Endpoint, or set it to the endpoint of {region}.");
        }

        // A kind of endpoint may not exist in the bucket's region.
        var flaws = new List<string>();
        return S3StoreSettingsBuilder.Build(Name, options, flaws, region) ?? throw new StoreException(
            ErrorCodes.SettingsInvalid, $"Bucket '{options.Bucket}' of store '{Name}' is in region {region}: {string.Join(' ', flaws)}");
    }

    private S3StoreOptions Options(IServiceProvider services) =>
        services.GetRequiredService<IOptionsMonitor<S3StoreOptions>>().Get(Name);
}
