using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PresignKit.S3;
using PresignKit.S3.Settings;

namespace PresignKit.Cli.Probing;

/// <summary>The bucket as a store of PresignKit, built for this one command.</summary>
internal sealed class ProbedStore : IDisposable
{
    private readonly ServiceProvider _services;
    private readonly string _name;

    public ProbedStore(ProbeTarget target, TimeProvider clock)
    {
        _name = target.Name;
        _services = new ServiceCollection()
            .AddSingleton(clock)

            // The target has been read from the command's environment, which the SDK's chain cannot see.
            .AddSingleton(AwsEnvironment.None)
            .AddPresignKit()
            .AddS3(_name, target.Configure)
            .Services.BuildServiceProvider();
    }

    /// <summary>Throws if a setting is invalid, before anything is sent.</summary>
    public IStoreSetup Open() => _services.GetRequiredKeyedService<IStoreSetup>(_name);

    public S3StoreSettings Settings()
    {
        List<string> errors = [];
        return S3StoreSettingsBuilder.Build(_name, _services.GetRequiredService<IOptionsMonitor<S3StoreOptions>>().Get(_name), errors)
            ?? throw new OptionsValidationException(_name, typeof(S3StoreOptions), errors);
    }

    public void Dispose() => _services.Dispose();
}
