namespace PresignKit.S3.Settings;

/// <summary>Where a store is that has no endpoint configured, as far as its registration says.</summary>
internal enum StoreHost
{
    /// <summary>As the profile's name says.</summary>
    Unsaid,

    /// <summary>Where its operator runs it.</summary>
    OwnServer,

    Amazon,

    CloudflareR2,

    BackblazeB2,
}
