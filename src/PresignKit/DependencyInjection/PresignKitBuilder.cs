using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using PresignKit.Policies;
using PresignKit.Providers;
using PresignKit.Stores;

namespace PresignKit.DependencyInjection;

/// <summary>Registers stores and policies. Provider packages extend it: <c>AddS3</c>, <c>AddLocalS3</c>.</summary>
public sealed class PresignKitBuilder
{
    internal PresignKitBuilder(IServiceCollection services, IConfiguration? configuration)
    {
        Services = services;
        Configuration = configuration;
    }

    /// <summary>The application's services.</summary>
    public IServiceCollection Services { get; }

    /// <summary>The <c>PresignKit</c> section of configuration, or null where everything comes from code.</summary>
    public IConfiguration? Configuration { get; }

    /// <summary>Registers a store; the first one is the default unless <see cref="UseDefaultStore"/> says otherwise.</summary>
    /// <param name="registration">The store, as its provider package describes it.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="registration"/> is null.</exception>
    public PresignKitBuilder AddStore(StoreRegistration registration)
    {
        ArgumentNullException.ThrowIfNull(registration);
        var name = registration.Name;
        Services.AddSingleton(registration);
        Services.AddKeyedSingleton<IPresignedUrlIssuer>(
            name, (services, _) => services.GetRequiredService<IPresignedUrlIssuerFactory>().GetIssuer(name));
        Services.AddKeyedSingleton<IObjectStore>(
            name, (services, _) => services.GetRequiredService<StoreCatalog>().Get(name).Objects);
        return this;
    }

    /// <summary>Adds an upload policy, or changes one that was added before. Configuration has the last word.</summary>
    /// <param name="name">The policy's name, as clients ask for it.</param>
    /// <param name="configure">Sets its options.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is null or empty.</exception>
    public PresignKitBuilder AddUploadPolicy(string name, Action<UploadPolicyOptions> configure)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(configure);
        Services.Configure<PresignKitOptions>(options => configure(GetOrAdd(options.UploadPolicies, name)));
        return this;
    }

    /// <summary>Adds a download policy, or changes one that was added before. Configuration has the last word.</summary>
    /// <param name="name">The policy's name.</param>
    /// <param name="configure">Sets its options.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is null or empty.</exception>
    public PresignKitBuilder AddDownloadPolicy(string name, Action<DownloadPolicyOptions> configure)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(configure);
        Services.Configure<PresignKitOptions>(options => configure(GetOrAdd(options.DownloadPolicies, name)));
        return this;
    }

    /// <summary>Names the store that plain <see cref="IPresignedUrlIssuer"/> and policies without a store use.</summary>
    /// <param name="name">The store's name.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is null or empty.</exception>
    public PresignKitBuilder UseDefaultStore(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        Services.Configure<PresignKitOptions>(options => options.DefaultStore = name);
        return this;
    }

    private static T GetOrAdd<T>(IDictionary<string, T> policies, string name)
        where T : new()
    {
        if (!policies.TryGetValue(name, out var policy))
        {
            policies[name] = policy = new();
        }

        return policy;
    }
}
