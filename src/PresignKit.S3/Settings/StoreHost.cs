namespace PresignKit.S3.Settings;

/// <summary>Where a store without a configured endpoint is, as its registration specifies.</summary>
internal enum StoreHost
{
    /// <summary>Derived from the profile's name.</summary>
    Unspecified,

    /// <summary>On a server of its operator.</summary>
    OwnServer,

    Amazon,

    CloudflareR2,

    BackblazeB2,
}
