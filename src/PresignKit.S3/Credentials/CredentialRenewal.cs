namespace PresignKit.S3.Credentials;

/// <summary>Who renews credentials, which determines how often to look them up.</summary>
internal enum CredentialRenewal
{
    /// <summary>They are not renewed: static credentials from configuration.</summary>
    Never,

    /// <summary>The AWS SDK or the application, at times of their choice: a lookup is cheap and may or may not return new ones.</summary>
    BySource,

    /// <summary>The lookup itself: it requests a new session from a token service.</summary>
    ByLook,
}
