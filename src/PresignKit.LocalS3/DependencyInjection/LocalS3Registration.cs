using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PresignKit.LocalS3.Hosting;

namespace PresignKit.LocalS3.DependencyInjection;

/// <summary>Registers one server under the name of its options.</summary>
internal static class LocalS3Registration
{
    public static void AddServer(IServiceCollection services, string name, Action<LocalS3Options> configure)
    {
        services.AddOptions<LocalS3Options>(name).Configure(configure).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<LocalS3Options>, LocalS3OptionsValidator>());
        services.AddSingleton<IHostedService>(provider => new LocalS3HostedService(
            provider.GetRequiredService<IOptionsMonitor<LocalS3Options>>().Get(name),
            provider.GetRequiredService<IHostEnvironment>(),
            provider.GetRequiredService<ILoggerFactory>(),
            provider.GetService<TimeProvider>() ?? TimeProvider.System));
    }
}
