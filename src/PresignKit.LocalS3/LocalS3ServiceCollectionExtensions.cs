using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using PresignKit.LocalS3.Hosting;

namespace PresignKit.LocalS3;

/// <summary>Runs the embedded store beside an application.</summary>
public static class LocalS3ServiceCollectionExtensions
{
    /// <summary>Starts the store with the application, on its own port and never inside the application's pipeline, and stops it with it.</summary>
    /// <param name="services">The application's services.</param>
    /// <param name="configure">Sets the options.</param>
    /// <returns><paramref name="services"/>.</returns>
    /// <remarks>Starting fails when an option is missing or wrong, when the environment is Production and
    /// <see cref="LocalS3Options.Production"/> does not allow it, when the port is taken, or when another process uses the folder.</remarks>
    public static IServiceCollection AddLocalS3Server(this IServiceCollection services, Action<LocalS3Options> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        services.AddOptions<LocalS3Options>().Configure(configure).ValidateOnStart();
        services.AddSingleton<IValidateOptions<LocalS3Options>, LocalS3OptionsValidator>();
        services.AddSingleton<IHostedService, LocalS3HostedService>();
        return services;
    }
}
