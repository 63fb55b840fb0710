using Microsoft.Extensions.Options;
using PresignKit.S3;
using PresignKit.S3.DependencyInjection;
using PresignKit.S3.Settings;
using PresignKit.SigV4;

// Registration methods are where every application looks for them.
#pragma warning disable IDE0130
namespace Microsoft.Extensions.DependencyInjection;
#pragma warning restore IDE0130

/// <summary>Adds S3 stores to PresignKit.</summary>
public static class S3PresignKitBuilderExtensions
{
    /// <summary>Adds a store that speaks S3, with its settings from <c>PresignKit:Stores:NAME</c> of configuration.</summary>
    /// <param name="builder">The builder that <c>AddPresignKit</c> hands out.</param>
    /// <param name="name">The store's name: 1 to 64 letters, digits, <c>-</c>, <c>_</c> or <c>.</c>.</param>
    /// <returns>The builder, with what can be said of this store.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="name"/> is not a store's name.</exception>
    public static S3StoreBuilder AddS3(this PresignKitBuilder builder, string name) =>
        AddS3(builder, name, static _ => { });

    /// <summary>Adds a store that speaks S3, with its settings from code and from <c>PresignKit:Stores:NAME</c>; configuration has the last word.</summary>
    /// <param name="builder">The builder that <c>AddPresignKit</c> hands out.</param>
    /// <param name="name">The store's name: 1 to 64 letters, digits, <c>-</c>, <c>_</c> or <c>.</c>.</param>
    /// <param name="configure">Sets its options.</param>
    /// <returns>The builder, with what can be said of this store.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="name"/> is not a store's name.</exception>
    public static S3StoreBuilder AddS3(this PresignKitBuilder builder, string name, Action<S3StoreOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        var registration = new S3StoreRegistration(name);
        builder.Services.Configure(name, configure);
        if (builder.Configuration?.GetSection($"Stores:{name}") is { } section)
        {
            builder.Services.PostConfigure<S3StoreOptions>(name, options => S3StoreSection.Apply(section, options));
            builder.Services.AddSingleton<IOptionsChangeTokenSource<S3StoreOptions>>(new ConfigurationChangeTokenSource<S3StoreOptions>(name, section));
        }

        builder.AddStore(registration);
        return new(builder, name);
    }

    /// <summary>Adds a MinIO store, with its settings from <c>PresignKit:Stores:NAME</c> of configuration.</summary>
    /// <param name="builder">The builder that <c>AddPresignKit</c> hands out.</param>
    /// <param name="name">The store's name: 1 to 64 letters, digits, <c>-</c>, <c>_</c> or <c>.</c>.</param>
    /// <returns>The builder, with what can be said of this store.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="name"/> is not a store's name.</exception>
    public static S3StoreBuilder AddMinio(this PresignKitBuilder builder, string name) =>
        AddMinio(builder, name, static _ => { });

    /// <summary>
    /// Adds a MinIO store: <see cref="AddS3(PresignKitBuilder, string, Action{S3StoreOptions})"/> with <see cref="S3Profiles.MinIO"/> and the
    /// bucket in the path. <see cref="S3StoreOptions.Endpoint"/> is required.
    /// </summary>
    /// <param name="builder">The builder that <c>AddPresignKit</c> hands out.</param>
    /// <param name="name">The store's name: 1 to 64 letters, digits, <c>-</c>, <c>_</c> or <c>.</c>.</param>
    /// <param name="configure">Sets its options.</param>
    /// <returns>The builder, with what can be said of this store.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="name"/> is not a store's name.</exception>
    public static S3StoreBuilder AddMinio(this PresignKitBuilder builder, string name, Action<S3StoreOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        return AddS3(builder, name, options =>
        {
            options.Host = StoreHost.OwnServer;
            options.Profile = S3Profiles.MinIO;
            options.Addressing = BucketAddressing.Path;
            options.PublicAddressing = BucketAddressing.Path;
            configure(options);
        });
    }

    /// <summary>Adds a bucket of Cloudflare R2, with its settings, <c>AccountId</c> among them, from <c>PresignKit:Stores:NAME</c> of configuration.</summary>
    /// <param name="builder">The builder that <c>AddPresignKit</c> hands out.</param>
    /// <param name="name">The store's name: 1 to 64 letters, digits, <c>-</c>, <c>_</c> or <c>.</c>.</param>
    /// <returns>The builder, with what can be said of this store.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="name"/> is not a store's name.</exception>
    public static S3StoreBuilder AddCloudflareR2(this PresignKitBuilder builder, string name) => AddR2(builder, name, static _ => { });

    /// <summary>
    /// Adds a bucket of Cloudflare R2: <see cref="AddS3(PresignKitBuilder, string, Action{S3StoreOptions})"/> with <see cref="S3Profiles.R2"/>,
    /// the endpoint of the account, region <c>auto</c> and the bucket in the path.
    /// </summary>
    /// <param name="builder">The builder that <c>AddPresignKit</c> hands out.</param>
    /// <param name="name">The store's name: 1 to 64 letters, digits, <c>-</c>, <c>_</c> or <c>.</c>.</param>
    /// <param name="accountId">The account's id: <see cref="S3StoreOptions.AccountId"/>. For a bucket in a jurisdiction, set <see cref="S3StoreOptions.Jurisdiction"/> too.</param>
    /// <param name="configure">Sets its options, the bucket and the keys at least; null: configuration does.</param>
    /// <returns>The builder, with what can be said of this store.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="name"/> is not a store's name, or <paramref name="accountId"/> is null or empty.</exception>
    public static S3StoreBuilder AddCloudflareR2(
        this PresignKitBuilder builder, string name, string accountId, Action<S3StoreOptions>? configure = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(accountId);
        return AddR2(builder, name, options =>
        {
            options.AccountId = accountId;
            configure?.Invoke(options);
        });
    }

    /// <summary>Adds a bucket of Backblaze B2, with its settings, <c>Region</c> among them, from <c>PresignKit:Stores:NAME</c> of configuration.</summary>
    /// <param name="builder">The builder that <c>AddPresignKit</c> hands out.</param>
    /// <param name="name">The store's name: 1 to 64 letters, digits, <c>-</c>, <c>_</c> or <c>.</c>.</param>
    /// <returns>The builder, with what can be said of this store.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="name"/> is not a store's name.</exception>
    public static S3StoreBuilder AddBackblazeB2(this PresignKitBuilder builder, string name) => AddB2(builder, name, static _ => { });

    /// <summary>
    /// Adds a bucket of Backblaze B2: <see cref="AddS3(PresignKitBuilder, string, Action{S3StoreOptions})"/> with <see cref="S3Profiles.B2"/>,
    /// the endpoint of the region and the bucket in the path.
    /// </summary>
    /// <param name="builder">The builder that <c>AddPresignKit</c> hands out.</param>
    /// <param name="name">The store's name: 1 to 64 letters, digits, <c>-</c>, <c>_</c> or <c>.</c>.</param>
    /// <param name="region">The account's region, as it stands in the endpoint that the bucket's page shows: <c>us-west-004</c>.</param>
    /// <param name="configure">Sets its options, the bucket and the keys at least; null: configuration does.</param>
    /// <returns>The builder, with what can be said of this store.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="name"/> is not a store's name, or <paramref name="region"/> is null or empty.</exception>
    public static S3StoreBuilder AddBackblazeB2(
        this PresignKitBuilder builder, string name, string region, Action<S3StoreOptions>? configure = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(region);
        return AddB2(builder, name, options =>
        {
            options.Region = region;
            configure?.Invoke(options);
        });
    }

    private static S3StoreBuilder AddR2(PresignKitBuilder builder, string name, Action<S3StoreOptions> configure) => AddS3(builder, name, options =>
    {
        options.Host = StoreHost.CloudflareR2;
        options.Profile = S3Profiles.R2;
        options.Region = "auto";
        configure(options);
    });

    private static S3StoreBuilder AddB2(PresignKitBuilder builder, string name, Action<S3StoreOptions> configure) => AddS3(builder, name, options =>
    {
        options.Host = StoreHost.BackblazeB2;
        options.Profile = S3Profiles.B2;
        configure(options);
    });
}
