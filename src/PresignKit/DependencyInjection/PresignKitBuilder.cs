using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PresignKit;
using PresignKit.Administration;
using PresignKit.Configuration;
using PresignKit.Issuing;
using PresignKit.Policies;
using PresignKit.Providers;
using PresignKit.Sweeping;

// The builder is in the namespace of AddPresignKit(), so that applications need no using directive for it.
#pragma warning disable IDE0130
namespace Microsoft.Extensions.DependencyInjection;
#pragma warning restore IDE0130

/// <summary>Registers stores and policies; <c>AddPresignKit</c> returns it. Provider packages extend it: <c>AddS3</c>, <c>AddLocalS3</c>.</summary>
public sealed class PresignKitBuilder
{
    internal PresignKitBuilder(IServiceCollection services, IConfiguration? configuration)
    {
        Services = services;
        Configuration = configuration;
    }

    /// <summary>The application's services.</summary>
    public IServiceCollection Services { get; }

    /// <summary>The <c>PresignKit</c> section of configuration.</summary>
    /// <value>Null: all settings come from code.</value>
    public IConfiguration? Configuration { get; }

    /// <summary>
    /// Gets a section of <see cref="Configuration"/> for a package that reads it, and makes its name known: any other section is an error when the
    /// host starts, because a misspelt one would be ignored.
    /// </summary>
    /// <param name="path">The path below <see cref="Configuration"/>, such as <c>Stores:media</c>.</param>
    /// <returns>The section, which may be empty; null if all settings come from code.</returns>
    /// <exception cref="ArgumentException"><paramref name="path"/> is null or empty.</exception>
    public IConfigurationSection? ClaimSection(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (Configuration is not null)
        {
            Services.AddSingleton(new ClaimedSection(path));
        }

        return Configuration?.GetSection(path);
    }

    /// <summary>
    /// Registers a store. The first one is the default store, unless <see cref="PresignKitOptions.DefaultStoreName"/> names another.
    /// </summary>
    /// <param name="registration">The store, as described by its provider package.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="registration"/> is null.</exception>
    public PresignKitBuilder AddStore(StoreRegistration registration)
    {
        ArgumentNullException.ThrowIfNull(registration);
        var name = registration.Name;
        Services.AddSingleton(registration);
        Services.AddKeyedSingleton<IPresignedUrlIssuer>(
            name, (services, _) => services.GetRequiredService<IPresignedUrlIssuerFactory>().GetIssuer(name));
        Services.AddKeyedSingleton<ITrustedToolUrlIssuer>(
            name, (services, _) => services.GetRequiredService<PresignedUrlIssuerFactory>().GetToolIssuer(name));
        Services.AddKeyedSingleton<IUnrestrictedUrlSigner>(
            name, (services, _) => services.GetRequiredService<PresignedUrlIssuerFactory>().GetUnrestrictedSigner(name));
        Services.AddKeyedSingleton<IObjectStore>(
            name, (services, _) => services.GetRequiredService<StoreCatalog>().Get(name).Objects);
        Services.AddKeyedSingleton<IStoreSetup>(
            name, (services, _) => new StoreSetup(
                name,
                services.GetRequiredService<StoreCatalog>().Get(name), // First, so that an invalid setting of the store is reported by its own message.
                services.GetRequiredService<StoreCatalog>(),
                services.GetRequiredService<PolicyCatalog>(),
                services.GetServices<IUploadInspector>().Any(),
                services.GetRequiredService<IOptions<PresignKitOptions>>(),
                services.GetRequiredService<TimeProvider>(),
                services.GetService<ILogger<StoreSetup>>()));
        return this;
    }

    /// <summary>Adds an upload policy, or changes one that has already been added. Configuration is applied after all code.</summary>
    /// <param name="name">The policy's name, as clients request it.</param>
    /// <param name="configure">Sets the policy's options.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    public PresignKitBuilder AddUploadPolicy(string name, Action<UploadPolicyOptions> configure)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(configure);
        Services.Configure<PresignKitOptions>(options => configure(NamedPolicies.GetOrAdd(options.UploadPolicies, name)));
        return this;
    }

    /// <summary>Adds a download policy, or changes one that has already been added. Configuration is applied after all code.</summary>
    /// <param name="name">The policy's name.</param>
    /// <param name="configure">Sets the policy's options.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    public PresignKitBuilder AddDownloadPolicy(string name, Action<DownloadPolicyOptions> configure)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(configure);
        Services.Configure<PresignKitOptions>(options => configure(NamedPolicies.GetOrAdd(options.DownloadPolicies, name)));
        return this;
    }

    /// <summary>Adds an inspector, which is called for every upload that has been verified, in the order in which inspectors are added.</summary>
    /// <typeparam name="TInspector">The inspector; it is a singleton.</typeparam>
    /// <returns>This builder.</returns>
    public PresignKitBuilder AddUploadInspector<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TInspector>()
        where TInspector : class, IUploadInspector
    {
        Services.TryAddEnumerable(ServiceDescriptor.Singleton<IUploadInspector, TInspector>());
        return this;
    }

    /// <summary>Adds what the application knows about uploads, so that sweeps can delete objects (<see cref="IUploadSweeper"/>).</summary>
    /// <typeparam name="TCatalog">The catalog; it is a scoped service, so it can use a database context.</typeparam>
    /// <returns>This builder.</returns>
    public PresignKitBuilder AddUploadCatalog<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TCatalog>()
        where TCatalog : class, IUploadCatalog
    {
        Services.TryAddScoped<IUploadCatalog, TCatalog>();
        return this;
    }

    /// <summary>
    /// Sweeps stores in the background: in dry runs, unless <see cref="SweepingOptions.Delete"/> is set. Can also be set in the section
    /// <c>Sweeping</c> of configuration. Several instances take turns (<see cref="ISweepLease"/>).
    /// </summary>
    /// <param name="configure">Sets the options; null: the defaults.</param>
    /// <returns>This builder.</returns>
    public PresignKitBuilder AddSweeping(Action<SweepingOptions>? configure = null)
    {
        Services.TryAddSingleton<ISweepLease, DefaultSweepLease>();
        Services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, SweepService>());
        Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<SweepingOptions>, SweepingOptionsValidator>());
        Services.AddOptions<SweepingOptions>().Configure(options => configure?.Invoke(options)).ValidateOnStart();
        if (ClaimSection(SweepingSection.Name) is { } section)
        {
            Services.PostConfigure<SweepingOptions>(options => SweepingSection.Apply(section, options));
        }

        return this;
    }
}
