using Microsoft.Extensions.Options;
using PresignKit.LocalS3;
using PresignKit.LocalS3.DependencyInjection;
using PresignKit.S3;
using PresignKit.S3.DependencyInjection;

// Registration methods are in the namespace in which applications expect them.
#pragma warning disable IDE0130
namespace Microsoft.Extensions.DependencyInjection;
#pragma warning restore IDE0130

/// <summary>Adds stores that the application runs itself.</summary>
public static class LocalS3PresignKitBuilderExtensions
{
    /// <summary>
    /// Adds a store that needs no server to be installed: an embedded one starts and stops with the application and creates the bucket. Intended for
    /// development, samples, and tests.
    /// </summary>
    /// <param name="builder">The builder that <c>AddPresignKit</c> returns.</param>
    /// <param name="name">The store's name: 1 to 64 letters, digits, <c>-</c>, <c>_</c> or <c>.</c>.</param>
    /// <param name="configure">Sets the options; null: the defaults and <c>PresignKit:Stores:NAME</c>.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="name"/> is not a valid store name.</exception>
    public static PresignKitBuilder AddLocalS3(this PresignKitBuilder builder, string name, Action<LocalS3StoreOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var registration = new S3StoreRegistration(name);
        var services = builder.Services;
        if (configure is not null)
        {
            services.Configure(name, configure);
        }

        if (builder.ClaimSection($"Stores:{name}") is { } section)
        {
            services.PostConfigure<LocalS3StoreOptions>(name, options => LocalS3StoreSection.Apply(section, options));
        }

        if (services.All(service => service.ServiceType != typeof(LocalS3Stores)))
        {
            services.AddSingleton<LocalS3Stores>();
            services.AddSingleton<IConfigureOptions<LocalS3Options>>(provider => provider.GetRequiredService<LocalS3Stores>());
            services.AddLocalS3Server(static _ => { });
        }

        services.AddSingleton(new LocalS3StoreName(name));
        services.AddOptions<S3StoreOptions>(name).Configure<LocalS3Stores>((options, stores) => stores.Configure(name, options));
        S3ClientService.Add(services, name);
        return builder.AddStore(registration);
    }
}
