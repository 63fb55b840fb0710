using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using PresignKit.Policies;
using PresignKit.Providers;
using PresignKit.S3.Settings;

namespace PresignKit.S3.DependencyInjection;

/// <summary>An S3 store as it was registered; its settings are the options of the same name.</summary>
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
        var flaws = new List<string>();
        var settings = S3StoreSettingsBuilder.Build(Name, Options(services), flaws)
            ?? throw new OptionsValidationException(Name, typeof(S3StoreOptions), flaws);
        var logger = services.GetService<ILoggerFactory>()?.CreateLogger("PresignKit.S3.Credentials") ?? NullLogger.Instance;
        return new S3StoreProvider(
            settings,
            services.GetRequiredService<TimeProvider>(),
            () => LongestExpiry(services.GetRequiredService<IPolicyCatalog>()),
            services.GetRequiredService<IOptionsMonitor<S3StoreOptions>>(),
            logger);
    }

    // Download policies belong to no store: any of them may be asked for here.
    private TimeSpan LongestExpiry(IPolicyCatalog policies) => policies.UploadPolicies.Where(policy => policy.Store == Name).Select(policy => policy.Expiry)
        .Concat(policies.DownloadPolicies.Select(policy => policy.Expiry + policy.StableWindow))
        .Max();

    private S3StoreOptions Options(IServiceProvider services) =>
        services.GetRequiredService<IOptionsMonitor<S3StoreOptions>>().Get(Name);
}
