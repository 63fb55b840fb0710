using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using PresignKit;
using PresignKit.Administration;
using PresignKit.Completion;
using PresignKit.Configuration;
using PresignKit.DependencyInjection;
using PresignKit.Issuing;
using PresignKit.Providers;

// Registration methods are where every application looks for them.
#pragma warning disable IDE0130
namespace Microsoft.Extensions.DependencyInjection;
#pragma warning restore IDE0130

/// <summary>Adds PresignKit to an application's services.</summary>
public static class PresignKitServiceCollectionExtensions
{
    /// <summary>Adds <see cref="IPresignedUrlIssuer"/>. Register stores and policies on the builder that is returned.</summary>
    /// <param name="services">The application's services.</param>
    /// <returns>The builder, for further registrations.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="services"/> is null.</exception>
    public static PresignKitBuilder AddPresignKit(this IServiceCollection services) => Add(services, configuration: null, static _ => { });

    /// <summary>
    /// Adds <see cref="IPresignedUrlIssuer"/> with stores and policies from configuration and from what is registered on the builder that is
    /// returned. Configuration takes precedence over code.
    /// </summary>
    /// <param name="services">The application's services.</param>
    /// <param name="configuration">The <c>PresignKit</c> section: <c>configuration.GetSection("PresignKit")</c>.</param>
    /// <returns>The builder, for further registrations.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static PresignKitBuilder AddPresignKit(this IServiceCollection services, IConfiguration configuration) =>
        AddPresignKit(services, configuration, static _ => { });

    /// <summary>
    /// Adds <see cref="IPresignedUrlIssuer"/> with stores and policies from code. Everything is validated when the host starts,
    /// and every flaw is in one message.
    /// </summary>
    /// <param name="services">The application's services.</param>
    /// <param name="configure">Registers stores and policies.</param>
    /// <returns>The builder, for further registrations.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static PresignKitBuilder AddPresignKit(this IServiceCollection services, Action<PresignKitBuilder> configure) =>
        Add(services, configuration: null, configure);

    /// <summary>Adds <see cref="IPresignedUrlIssuer"/> with stores and policies from configuration and code; configuration has the last word.</summary>
    /// <param name="services">The application's services.</param>
    /// <param name="configuration">The <c>PresignKit</c> section: <c>configuration.GetSection("PresignKit")</c>.</param>
    /// <param name="configure">Registers stores and policies.</param>
    /// <returns>The builder, for further registrations.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static PresignKitBuilder AddPresignKit(
        this IServiceCollection services, IConfiguration configuration, Action<PresignKitBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return Add(services, configuration, configure);
    }

    private static PresignKitBuilder Add(
        IServiceCollection services, IConfiguration? configuration, Action<PresignKitBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        services.AddOptions<PresignKitOptions>().ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<StoreCatalog>();
        services.TryAddSingleton<PolicyCatalog>();
        services.TryAddSingleton<IStorePolicies>(provider => provider.GetRequiredService<PolicyCatalog>());
        services.TryAddSingleton<PresignedUrlIssuerFactory>();
        services.TryAddSingleton<IPresignedUrlIssuerFactory>(provider => provider.GetRequiredService<PresignedUrlIssuerFactory>());
        services.TryAddSingleton<IUploadVerifier, UploadVerifier>();
        services.TryAddSingleton(provider => provider.GetRequiredService<IPresignedUrlIssuerFactory>().GetIssuer());
        services.TryAddSingleton(provider => provider.GetRequiredService<PresignedUrlIssuerFactory>().GetToolIssuer());
        services.TryAddSingleton<IObjectStore>(provider =>
        {
            var stores = provider.GetRequiredService<StoreCatalog>();
            return stores.Get(stores.DefaultName(provider.GetRequiredService<IOptions<PresignKitOptions>>().Value)).Objects;
        });
        services.TryAddSingleton<IStoreSetup>(provider => provider.GetRequiredKeyedService<IStoreSetup>(
            provider.GetRequiredService<StoreCatalog>().DefaultName(provider.GetRequiredService<IOptions<PresignKitOptions>>().Value)));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, StoreStartupCheck>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<PresignKitOptions>, PresignKitOptionsValidator>());
        if (configuration is not null)
        {
            // After all code: whoever runs the application has the last word.
            services.PostConfigure<PresignKitOptions>(options =>
            {
                PolicySection.Apply(configuration, options);
                SetupSection.Apply(configuration, options);
            });
        }

        var builder = new PresignKitBuilder(services, configuration);
        configure(builder);
        return builder;
    }
}
