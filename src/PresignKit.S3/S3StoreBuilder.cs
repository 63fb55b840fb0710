using Microsoft.Extensions.DependencyInjection;

namespace PresignKit.S3;

/// <summary>What <c>AddS3</c> returns: the builder, which goes on as before, with what can be said of the store that was just added.</summary>
public sealed class S3StoreBuilder : PresignKitBuilder
{
    internal S3StoreBuilder(PresignKitBuilder kit, string storeName)
        : base(kit) => StoreName = storeName;

    /// <summary>The name of the store that was just added.</summary>
    public string StoreName { get; }

    /// <summary>Gives the store a profile: one of <see cref="S3Profiles"/>, one that a probe has printed, or your own.</summary>
    /// <param name="profile">What the store enforces.</param>
    /// <returns>This builder.</returns>
    /// <remarks><see cref="S3StoreOptions.ProfileName"/> in configuration has the last word, unless it is this profile's own name.</remarks>
    /// <exception cref="ArgumentNullException"><paramref name="profile"/> is null.</exception>
    public S3StoreBuilder UseProfile(StoreProfile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        Services.Configure<S3StoreOptions>(StoreName, options => (options.Profile, options.ProfileName) = (profile, null));
        return this;
    }

    /// <summary>Gives the store one of <see cref="S3Profiles"/> by its name. The host does not start where there is none of that name.</summary>
    /// <param name="name">The profile's name, such as <c>r2</c>.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is null or empty.</exception>
    public S3StoreBuilder UseProfile(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        Services.Configure<S3StoreOptions>(StoreName, options => options.ProfileName = name);
        return this;
    }
}
