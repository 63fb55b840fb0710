using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using PresignKit;
using PresignKit.S3;
using PresignKit.S3.DependencyInjection;
using PresignKit.S3.Settings;
using PresignKit.S3.Tenants;
using PresignKit.SigV4;

// Registration methods belong in the namespace where applications expect them.
#pragma warning disable IDE0130
namespace Microsoft.Extensions.DependencyInjection;
#pragma warning restore IDE0130

/// <summary>Adds S3 stores to PresignKit.</summary>
public static class S3PresignKitBuilderExtensions
{
    /// <summary>
    /// Adds an S3 store, with settings from code and from <c>PresignKit:Stores:NAME</c>. Configuration is applied after all code. The store's
    /// client of the AWS SDK is a keyed service: <c>[FromKeyedServices("media")] IAmazonS3</c>. It belongs to the store: do not dispose of it.
    /// </summary>
    /// <param name="builder">The builder that <c>AddPresignKit</c> returns.</param>
    /// <param name="name">The store's name: 1 to 64 letters, digits, <c>-</c>, <c>_</c> or <c>.</c>.</param>
    /// <param name="configure">Sets the options; null: all settings come from configuration.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="name"/> is not a valid store name.</exception>
    public static PresignKitBuilder AddS3(this PresignKitBuilder builder, string name, Action<S3StoreOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return Add(builder, name, static _ => { }, configure);
    }

    /// <summary>
    /// Adds a MinIO store: <see cref="AddS3"/> with <see cref="S3Profiles.Minio"/> and the bucket in the path.
    /// <see cref="S3StoreOptions.Endpoint"/> is required.
    /// </summary>
    /// <param name="builder">The builder that <c>AddPresignKit</c> returns.</param>
    /// <param name="name">The store's name: 1 to 64 letters, digits, <c>-</c>, <c>_</c> or <c>.</c>.</param>
    /// <param name="configure">Sets the options; null: all settings come from configuration.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="name"/> is not a valid store name.</exception>
    public static PresignKitBuilder AddMinio(this PresignKitBuilder builder, string name, Action<S3StoreOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return Add(builder, name, SetMinio, configure);

        static void SetMinio(S3StoreOptions options)
        {
            options.Host = StoreHost.OwnServer;
            options.Profile = S3Profiles.Minio;
            options.Addressing = BucketAddressing.Path;
            options.PublicAddressing = BucketAddressing.Path;
        }
    }

    /// <summary>
    /// Adds a Cloudflare R2 bucket: <see cref="AddS3"/> with <see cref="S3Profiles.R2"/>, the endpoint of the account, and region <c>auto</c>.
    /// <see cref="S3StoreOptions.AccountId"/> is required, and so is <see cref="S3StoreOptions.Jurisdiction"/> if the bucket is in one.
    /// </summary>
    /// <param name="builder">The builder that <c>AddPresignKit</c> returns.</param>
    /// <param name="name">The store's name: 1 to 64 letters, digits, <c>-</c>, <c>_</c> or <c>.</c>.</param>
    /// <param name="configure">Sets the options; null: all settings come from configuration.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="name"/> is not a valid store name.</exception>
    public static PresignKitBuilder AddCloudflareR2(this PresignKitBuilder builder, string name, Action<S3StoreOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return Add(builder, name, static options => (options.Host, options.Profile) = (StoreHost.CloudflareR2, S3Profiles.R2), configure);
    }

    /// <summary>
    /// Adds a Backblaze B2 bucket: <see cref="AddS3"/> with <see cref="S3Profiles.B2"/> and the endpoint of the region.
    /// <see cref="S3StoreOptions.Region"/> is required.
    /// </summary>
    /// <param name="builder">The builder that <c>AddPresignKit</c> returns.</param>
    /// <param name="name">The store's name: 1 to 64 letters, digits, <c>-</c>, <c>_</c> or <c>.</c>.</param>
    /// <param name="configure">Sets the options; null: all settings come from configuration.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="name"/> is not a valid store name.</exception>
    public static PresignKitBuilder AddBackblazeB2(this PresignKitBuilder builder, string name, Action<S3StoreOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return Add(builder, name, static options => (options.Host, options.Profile) = (StoreHost.BackblazeB2, S3Profiles.B2), configure);
    }

    /// <summary>
    /// Adds <see cref="IS3TenantStores"/>: a bucket per tenant, with settings that the application chooses for each request, under the policies of the
    /// stores that are registered with <see cref="AddS3"/> and the like, also with <c>AddLocalS3</c>.
    /// </summary>
    /// <param name="builder">The builder that <c>AddPresignKit</c> returns.</param>
    /// <param name="configure">Sets the options; null: the defaults.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    public static PresignKitBuilder AddS3Tenants(this PresignKitBuilder builder, Action<S3TenantOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddSingleton<IS3TenantStores, S3TenantStores>();
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<S3TenantOptions>, S3TenantOptionsValidator>());
        builder.Services.AddOptions<S3TenantOptions>().Configure(options => configure?.Invoke(options)).ValidateOnStart();
        return builder;
    }

    private static PresignKitBuilder Add(
        PresignKitBuilder builder, string name, Action<S3StoreOptions> defaults, Action<S3StoreOptions>? configure)
    {
        var registration = new S3StoreRegistration(name);
        builder.Services.Configure(name, defaults);
        if (configure is not null)
        {
            builder.Services.Configure(name, configure);
        }

        if (builder.ClaimSection($"Stores:{name}") is { } section)
        {
            builder.Services.PostConfigure<S3StoreOptions>(name, options => S3StoreSection.Apply(section, options));
            builder.Services.AddSingleton<IOptionsChangeTokenSource<S3StoreOptions>>(new ConfigurationChangeTokenSource<S3StoreOptions>(name, section));
        }

        builder.Services.TryAddSingleton(AwsEnvironment.OfProcess);
        builder.Services.AddOptions<S3StoreOptions>(name).PostConfigure<AwsEnvironment>(AwsDefaults.Apply);
        S3ClientService.Add(builder.Services, name);
        return builder.AddStore(registration);
    }
}
