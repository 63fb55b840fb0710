namespace PresignKit.S3.Credentials;

/// <summary>Who renews credentials, and so how often it is worth looking at them.</summary>
internal enum CredentialRenewal
{
    /// <summary>Nobody: keys of configuration.</summary>
    Never,

    /// <summary>The AWS SDK or the application, when they see fit: a look costs little, and may or may not find others.</summary>
    BySource,

    /// <summary>The look itself: it asks a token service for a session of its own.</summary>
    ByLook,
}
