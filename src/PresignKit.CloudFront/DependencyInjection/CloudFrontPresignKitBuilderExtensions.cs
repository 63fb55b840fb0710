using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using PresignKit.CloudFront;
using PresignKit.CloudFront.DependencyInjection;
using PresignKit.CloudFront.Grants;
using PresignKit.CloudFront.Providers;
using PresignKit.CloudFront.Settings;
using PresignKit.Providers;

// Registration methods belong in the namespace where applications expect them.
#pragma warning disable IDE0130
namespace Microsoft.Extensions.DependencyInjection;
#pragma warning restore IDE0130

/// <summary>Adds CloudFront distributions to PresignKit.</summary>
public static class CloudFrontPresignKitBuilderExtensions
{
    /// <summary>
    /// Adds a CloudFront distribution as a store that downloads come from, with settings from code and from <c>PresignKit:Stores:NAME</c>. Configuration is
    /// applied after all code. Uploads stay with the store that is its origin, which is registered first, for example with <c>AddS3</c>.
    /// </summary>
    /// <param name="builder">The builder that <c>AddPresignKit</c> returns.</param>
    /// <param name="name">The store's name: 1 to 64 letters, digits, <c>-</c>, <c>_</c> or <c>.</c>.</param>
    /// <param name="configure">Sets the options; null: all settings come from configuration.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="name"/> is not a valid store name.</exception>
    public static PresignKitBuilder AddCloudFront(this PresignKitBuilder builder, string name, Action<CloudFrontStoreOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var registration = new CloudFrontStoreRegistration(name);
        builder.Services.AddOptions<CloudFrontStoreOptions>(name);
        if (configure is not null)
        {
            builder.Services.Configure(name, configure);
        }

        if (builder.ClaimSection($"Stores:{name}") is { } section)
        {
            builder.Services.PostConfigure<CloudFrontStoreOptions>(name, options => CloudFrontStoreSection.Apply(section, options));
            builder.Services.AddSingleton<IOptionsChangeTokenSource<CloudFrontStoreOptions>>(
                new ConfigurationChangeTokenSource<CloudFrontStoreOptions>(name, section));
        }

        builder.Services.AddKeyedSingleton<ICloudFrontSigner>(name, (services, _) => new CloudFrontSigner(
            (CloudFrontStoreProvider)services.GetRequiredService<IRegisteredStores>().GetProvider(name),
            services.GetRequiredService<IStorePolicies>(),
            services.GetRequiredService<TimeProvider>()));

        // Without a key: the distribution that was added first.
        builder.Services.TryAddSingleton(services => services.GetRequiredKeyedService<ICloudFrontSigner>(name));
        return builder.AddStore(registration);
    }
}
