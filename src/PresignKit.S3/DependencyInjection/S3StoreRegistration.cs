using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
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
        return new S3StoreProvider(settings, services.GetRequiredService<TimeProvider>());
    }

    private S3StoreOptions Options(IServiceProvider services) =>
        services.GetRequiredService<IOptionsMonitor<S3StoreOptions>>().Get(Name);
}
