namespace PresignKit.S3.Settings;

/// <summary>The host of a store without a configured endpoint, as its registration specifies.</summary>
internal enum StoreHost
{
    /// <summary>Derived from the profile's name.</summary>
    Unspecified,

    /// <summary>A server run by the operator.</summary>
    OwnServer,

    Amazon,

    CloudflareR2,

    BackblazeB2,
}
