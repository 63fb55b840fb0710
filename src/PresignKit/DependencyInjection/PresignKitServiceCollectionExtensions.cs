using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using PresignKit.Administration;
using PresignKit.Completion;
using PresignKit.Configuration;
using PresignKit.DependencyInjection;
using PresignKit.Issuing;
using PresignKit.Manifests;
using PresignKit.Playlists;
using PresignKit.Providers;
using PresignKit.Sweeping;
using PresignKit.Tenants;
using PresignKit;

// Registration methods are in the namespace in which every application looks for them.
#pragma warning disable IDE0130
namespace Microsoft.Extensions.DependencyInjection;
#pragma warning restore IDE0130

/// <summary>Adds PresignKit to an application's services.</summary>
public static class PresignKitServiceCollectionExtensions
{
    /// <summary>
    /// Adds <see cref="IPresignedUrlIssuer"/>. Register stores and policies on the builder that is returned. All settings are validated when the
    /// host starts, and all errors are reported in one message.
    /// </summary>
    /// <param name="services">The application's services.</param>
    /// <returns>The builder, to register stores and policies.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="services"/> is null.</exception>
    public static PresignKitBuilder AddPresignKit(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        return Add(services, configuration: null, configure: null);
    }

    /// <summary>
    /// Adds <see cref="IPresignedUrlIssuer"/> and configures it. Register stores and policies on the builder that is returned. All settings are
    /// validated when the host starts, and all errors are reported in one message.
    /// </summary>
    /// <param name="services">The application's services.</param>
    /// <param name="configure">Sets the options.</param>
    /// <returns>The builder, to register stores and policies.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static PresignKitBuilder AddPresignKit(this IServiceCollection services, Action<PresignKitOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        return Add(services, configuration: null, configure);
    }

    /// <summary>
    /// Adds <see cref="IPresignedUrlIssuer"/> with options, stores, and policies that can also be set in configuration. Configuration is applied
    /// after all code. All settings are validated when the host starts, and all errors are reported in one message.
    /// </summary>
    /// <param name="services">The application's services.</param>
    /// <param name="configuration">The <c>PresignKit</c> section: <c>configuration.GetSection("PresignKit")</c>.</param>
    /// <returns>The builder, to register stores and policies.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static PresignKitBuilder AddPresignKit(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configuration);
        return Add(services, configuration, configure: null);
    }

    /// <summary>
    /// Adds <see cref="IPresignedUrlIssuer"/> with options, stores, and policies from code and from configuration. Configuration is applied
    /// after all code. All settings are validated when the host starts, and all errors are reported in one message.
    /// </summary>
    /// <param name="services">The application's services.</param>
    /// <param name="configuration">The <c>PresignKit</c> section: <c>configuration.GetSection("PresignKit")</c>.</param>
    /// <param name="configure">Sets the options.</param>
    /// <returns>The builder, to register stores and policies.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="InvalidOperationException">It was called before with another section.</exception>
    public static PresignKitBuilder AddPresignKit(
        this IServiceCollection services, IConfiguration configuration, Action<PresignKitOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(configure);
        return Add(services, configuration, configure);
    }

    private static PresignKitBuilder Add(IServiceCollection services, IConfiguration? configuration, Action<PresignKitOptions>? configure)
    {
        services.AddOptions<PresignKitOptions>().ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<StoreCatalog>();
        services.TryAddSingleton<IRegisteredStores>(provider => provider.GetRequiredService<StoreCatalog>());
        services.TryAddSingleton<PolicyCatalog>();
        services.TryAddSingleton<IStorePolicies>(provider => provider.GetRequiredService<PolicyCatalog>());
        services.TryAddSingleton<PresignedUrlIssuerFactory>();
        services.TryAddSingleton<IPresignedUrlIssuerFactory>(provider => provider.GetRequiredService<PresignedUrlIssuerFactory>());
        services.TryAddSingleton<ITenantStoreBuilder, TenantStoreBuilder>();
        services.TryAddSingleton<IUploadVerifier, UploadVerifier>();
        services.TryAddSingleton<IMultipartSlots, MultipartSlots>();
        services.TryAddSingleton<IManifestSigner, ManifestSigner>();
        services.TryAddSingleton<IPlaylistSigner, PlaylistSigner>();
        services.TryAddSingleton<CatalogReader>();
        services.TryAddSingleton<ISealedTokens, SealedTokens>();
        services.TryAddSingleton<SweepMetrics>();
        services.TryAddSingleton<IUploadSweeper, UploadSweeper>();
        services.TryAddSingleton(provider => provider.GetRequiredService<IPresignedUrlIssuerFactory>().GetIssuer());
        services.TryAddSingleton(provider => provider.GetRequiredService<PresignedUrlIssuerFactory>().GetToolIssuer());
        services.TryAddSingleton(provider => provider.GetRequiredService<PresignedUrlIssuerFactory>().GetUnrestrictedSigner());
        services.TryAddSingleton<IObjectStore>(provider =>
        {
            var stores = provider.GetRequiredService<StoreCatalog>();
            return stores.Get(stores.DefaultName(provider.GetRequiredService<IOptions<PresignKitOptions>>().Value)).Objects;
        });
        services.TryAddSingleton<IStoreSetup>(provider => provider.GetRequiredKeyedService<IStoreSetup>(
            provider.GetRequiredService<StoreCatalog>().DefaultName(provider.GetRequiredService<IOptions<PresignKitOptions>>().Value)));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, StoreStartupCheck>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<PresignKitOptions>, PresignKitOptionsValidator>());
        if (configure is not null)
        {
            services.Configure(configure);
        }

        var known = services.Select(service => service.ImplementationInstance).OfType<KnownConfiguration>().FirstOrDefault();
        if (known is not null && configuration is not null && known.Path != KnownConfiguration.PathOf(configuration))
        {
            throw new InvalidOperationException(
                "AddPresignKit was called before with another section of configuration. Call it once, or with the same section.");
        }

        if (known is null && configuration is not null)
        {
            services.AddSingleton(known = new KnownConfiguration(configuration));
            services.AddHostedService<ChangedSettings>();

            // After all code, so that operators of the application can override it.
            services.AddOptions<PresignKitOptions>().PostConfigure<IEnumerable<ClaimedSection>>((options, claimed) =>
            {
                PolicySection.Apply(configuration, options);
                SetupSection.Apply(configuration, options, new(claimed));
            });
        }

        return new(services, known?.Configuration);
    }
}
