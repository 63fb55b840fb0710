using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using PresignKit;
using PresignKit.Administration;
using PresignKit.Issuing;
using PresignKit.Providers;

// The builder is where applications that call AddPresignKit() find it without a using directive.
#pragma warning disable IDE0130
namespace Microsoft.Extensions.DependencyInjection;
#pragma warning restore IDE0130

/// <summary>Registers stores and policies. Provider packages extend it: <c>AddS3</c>, <c>AddLocalS3</c>.</summary>
public class PresignKitBuilder
{
    internal PresignKitBuilder(IServiceCollection services, IConfiguration? configuration)
    {
        Services = services;
        Configuration = configuration;
    }

    /// <summary>Goes on with another builder: for what a provider package returns when it has added a store, with methods for that store.</summary>
    /// <param name="kit">The builder that the store was added to.</param>
    /// <exception cref="ArgumentNullException"><paramref name="kit"/> is null.</exception>
    protected PresignKitBuilder(PresignKitBuilder kit)
    {
        ArgumentNullException.ThrowIfNull(kit);
        Services = kit.Services;
        Configuration = kit.Configuration;
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
        Services.AddKeyedSingleton<ITrustedToolUrlIssuer>(
            name, (services, _) => services.GetRequiredService<PresignedUrlIssuerFactory>().GetToolIssuer(name));
        Services.AddKeyedSingleton<IObjectStore>(
            name, (services, _) => services.GetRequiredService<StoreCatalog>().Get(name).Objects);
        Services.AddKeyedSingleton<IStoreSetup>(
            name, (services, _) => new StoreSetup(
                name,
                services.GetRequiredService<StoreCatalog>().Get(name), // First: a store's own settings are refused in its own words.
                services.GetRequiredService<StoreCatalog>(),
                services.GetRequiredService<PolicyCatalog>(),
                services.GetRequiredService<IOptions<PresignKitOptions>>(),
                services.GetRequiredService<TimeProvider>()));
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

    /// <summary>Names the origins of the pages that upload and download: <see cref="PresignKitOptions.PageOrigins"/>.</summary>
    /// <param name="origins">The origins as browsers send them: <c>https://app.example.com</c>.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="origins"/> is null.</exception>
    public PresignKitBuilder AddPageOrigins(params IEnumerable<string> origins)
    {
        ArgumentNullException.ThrowIfNull(origins);
        string[] all = [.. origins];
        Services.Configure<PresignKitOptions>(options =>
        {
            foreach (var origin in all)
            {
                options.PageOrigins.Add(origin);
            }
        });
        return this;
    }

    /// <summary>Says what checks expect buckets to have been set up with; <see cref="PresignKitOptions.BucketSetup"/>.</summary>
    /// <param name="setup">The parts.</param>
    /// <returns>This builder.</returns>
    public PresignKitBuilder ExpectBucketSetup(BucketSetup setup)
    {
        Services.Configure<PresignKitOptions>(options => options.BucketSetup = setup);
        return this;
    }

    /// <summary>Says whether stores are checked when the host starts; <see cref="PresignKitOptions.StartupCheck"/>.</summary>
    /// <param name="check">Whether, and what a finding does.</param>
    /// <returns>This builder.</returns>
    public PresignKitBuilder CheckStoresAtStart(StartupCheck check)
    {
        Services.Configure<PresignKitOptions>(options => options.StartupCheck = check);
        return this;
    }

    /// <summary>Says whether stores are probed when the host starts; <see cref="PresignKitOptions.StartupProbe"/>.</summary>
    /// <param name="probe">Whether, and what a finding does.</param>
    /// <returns>This builder.</returns>
    public PresignKitBuilder ProbeStoresAtStart(StartupProbe probe)
    {
        Services.Configure<PresignKitOptions>(options => options.StartupProbe = probe);
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
