using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using PresignKit.CloudFront.Providers;
using PresignKit.CloudFront.Settings;
using PresignKit.Providers;

namespace PresignKit.CloudFront.DependencyInjection;

/// <summary>A registered distribution; its settings are the options of the same name.</summary>
internal sealed class CloudFrontStoreRegistration(string name) : StoreRegistration(name)
{
    public override IEnumerable<string> Validate(IServiceProvider services)
    {
        var flaws = new List<string>();
        var options = Options(services);
        CloudFrontSettingsBuilder.Build(Name, options, flaws)?.Keys.Dispose();
        if (!string.IsNullOrEmpty(options.Origin) && FlawOf(options.Origin, [.. services.GetServices<StoreRegistration>()]) is { } flaw)
        {
            flaws.Add($"Stores:{Name}:{nameof(options.Origin)} {flaw}");
        }

        return flaws;
    }

    public override IStoreProvider Create(IServiceProvider services)
    {
        var flaws = new List<string>();
        var options = services.GetRequiredService<IOptionsMonitor<CloudFrontStoreOptions>>();
        var settings = CloudFrontSettingsBuilder.Build(Name, options.Get(Name), flaws)
            ?? throw new OptionsValidationException(Name, typeof(CloudFrontStoreOptions), flaws);
        var origin = services.GetRequiredService<IRegisteredStores>().GetProvider(settings.Origin);
        var logger = services.GetService<ILoggerFactory>()?.CreateLogger("PresignKit.CloudFront.Keys") ?? NullLogger.Instance;
        return new CloudFrontStoreProvider(settings, origin, services.GetRequiredService<TimeProvider>(), new(settings, options, logger));
    }

    private static string? FlawOf(string origin, StoreRegistration[] stores)
    {
        if (Array.Find(stores, store => store.Name == origin) is not { } found)
        {
            return $"is '{origin}', which is not a registered store; registered stores are: {string.Join(", ", stores.Select(store => store.Name))}.";
        }

        return found is CloudFrontStoreRegistration
            ? $"is '{origin}', which is a distribution itself; name the store whose bucket it delivers."
            : null;
    }

    private CloudFrontStoreOptions Options(IServiceProvider services) => services.GetRequiredService<IOptionsMonitor<CloudFrontStoreOptions>>().Get(Name);
}
