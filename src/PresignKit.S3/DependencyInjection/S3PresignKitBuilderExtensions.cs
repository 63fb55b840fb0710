using Microsoft.Extensions.Options;
using PresignKit.DependencyInjection;
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
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="name"/> is not a store's name.</exception>
    public static PresignKitBuilder AddS3(this PresignKitBuilder builder, string name) =>
        AddS3(builder, name, static _ => { });

    /// <summary>Adds a store that speaks S3, with its settings from code and from <c>PresignKit:Stores:NAME</c>; configuration has the last word.</summary>
    /// <param name="builder">The builder that <c>AddPresignKit</c> hands out.</param>
    /// <param name="name">The store's name: 1 to 64 letters, digits, <c>-</c>, <c>_</c> or <c>.</c>.</param>
    /// <param name="configure">Sets its options.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="name"/> is not a store's name.</exception>
    public static PresignKitBuilder AddS3(this PresignKitBuilder builder, string name, Action<S3StoreOptions> configure)
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

        return builder.AddStore(registration);
    }

    /// <summary>Adds a MinIO store, with its settings from <c>PresignKit:Stores:NAME</c> of configuration.</summary>
    /// <param name="builder">The builder that <c>AddPresignKit</c> hands out.</param>
    /// <param name="name">The store's name: 1 to 64 letters, digits, <c>-</c>, <c>_</c> or <c>.</c>.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="name"/> is not a store's name.</exception>
    public static PresignKitBuilder AddMinio(this PresignKitBuilder builder, string name) =>
        AddMinio(builder, name, static _ => { });

    /// <summary>
    /// Adds a MinIO store: <see cref="AddS3(PresignKitBuilder, string, Action{S3StoreOptions})"/> with <see cref="S3Profiles.MinIO"/> and the
    /// bucket in the path. <see cref="S3StoreOptions.Endpoint"/> is required.
    /// </summary>
    /// <param name="builder">The builder that <c>AddPresignKit</c> hands out.</param>
    /// <param name="name">The store's name: 1 to 64 letters, digits, <c>-</c>, <c>_</c> or <c>.</c>.</param>
    /// <param name="configure">Sets its options.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="name"/> is not a store's name.</exception>
    public static PresignKitBuilder AddMinio(this PresignKitBuilder builder, string name, Action<S3StoreOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        return AddS3(builder, name, options =>
        {
            options.Profile = S3Profiles.MinIO;
            options.Addressing = BucketAddressing.Path;
            options.PublicAddressing = BucketAddressing.Path;
            configure(options);
        });
    }
}
