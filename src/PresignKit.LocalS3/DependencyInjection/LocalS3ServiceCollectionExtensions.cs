using PresignKit.LocalS3;
using PresignKit.LocalS3.DependencyInjection;

// Registration methods are in the namespace in which applications expect them.
#pragma warning disable IDE0130
namespace Microsoft.Extensions.DependencyInjection;
#pragma warning restore IDE0130

/// <summary>Runs the embedded store together with an application.</summary>
public static class LocalS3ServiceCollectionExtensions
{
    /// <summary>Starts the store together with the application, on its own port and outside the application's pipeline, and stops it with the
    /// application. To also use it as a store of PresignKit, call <c>AddLocalS3</c> instead.</summary>
    /// <param name="services">The application's services.</param>
    /// <param name="configure">Sets the options.</param>
    /// <returns><paramref name="services"/>.</returns>
    /// <remarks>The start fails if an option is missing or invalid, if the environment is Production and
    /// <see cref="LocalS3Options.AllowProduction"/> is false, if the port is in use, or if the folder cannot be used.</remarks>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static IServiceCollection AddLocalS3Server(this IServiceCollection services, Action<LocalS3Options> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        LocalS3Registration.AddServer(services, Options.Options.DefaultName, configure);
        return services;
    }
}
