namespace PresignKit;

/// <summary>
/// The stable codes that failures carry. Act on codes, never on messages: messages may change in any version, codes only in
/// a major one.
/// </summary>
public static class ErrorCodes
{
    /// <summary>No policy of that name is configured.</summary>
    public const string UnknownPolicy = "unknown-policy";

    /// <summary>The policy belongs to another store.</summary>
    public const string PolicyOfOtherStore = "policy-of-other-store";

    /// <summary>The content type is none that the policy allows.</summary>
    public const string ContentTypeNotAllowed = "content-type-not-allowed";

    /// <summary>The declared size is negative.</summary>
    public const string SizeInvalid = "size-invalid";

    /// <summary>The declared or stored size is below the policy's minimum.</summary>
    public const string TooSmall = "too-small";

    /// <summary>The declared or stored size is above the policy's maximum.</summary>
    public const string TooLarge = "too-large";

    /// <summary>The file name is missing, too long or has characters that no file name has.</summary>
    public const string FileNameInvalid = "file-name-invalid";

    /// <summary>The policy requires a checksum and the request has none, or one in the wrong form.</summary>
    public const string ChecksumRequired = "checksum-required";

    /// <summary>The request sets metadata that the policy does not allow, or in a form that no header has.</summary>
    public const string MetadataNotAllowed = "metadata-not-allowed";

    /// <summary>The policy's template asks for a value that the application did not supply, or that cannot stand in a key.</summary>
    public const string KeyValueInvalid = "key-value-invalid";

    /// <summary>The requested expiry is outside 1 second to the policy's own expiry.</summary>
    public const string LifetimeInvalid = "lifetime-invalid";

    /// <summary>The store's credentials have expired, or are about to.</summary>
    public const string CredentialsExpired = "credentials-expired";

    /// <summary>The store's credentials end too soon for the policy's minimum life (<c>MinimumLifetime</c>), and there are no others yet.</summary>
    public const string CredentialsTooShort = "credentials-too-short";

    /// <summary>The store's credentials could not be obtained.</summary>
    public const string CredentialsUnavailable = "credentials-unavailable";

    /// <summary>Settings that were loaded again while the application runs are not sound, so those before stay in force. In logs only.</summary>
    public const string SettingsInvalid = "settings-invalid";

    /// <summary>The store refused the backend's own request.</summary>
    public const string StoreAccessDenied = "store-access-denied";

    /// <summary>The store could not be reached, or failed.</summary>
    public const string StoreUnavailable = "store-unavailable";

    /// <summary>The store asked for a pause, or another request for the same key was still under way, after several attempts. Try again later.</summary>
    public const string StoreBusy = "store-busy";

    /// <summary>The store's clock and this machine's are too far apart for signatures to hold.</summary>
    public const string ClockSkewed = "clock-skewed";

    /// <summary>The bucket is in another region than is configured.</summary>
    public const string RegionMismatch = "region-mismatch";

    /// <summary>The store was to say in which region the bucket is, and does not.</summary>
    public const string RegionUnknown = "region-unknown";

    /// <summary>The bucket, or what the store calls it (Azure: the container), does not exist.</summary>
    public const string BucketNotFound = "bucket-not-found";

    /// <summary>The object does not exist.</summary>
    public const string ObjectNotFound = "object-not-found";

    /// <summary>The object changed since it was last seen.</summary>
    public const string ObjectChanged = "object-changed";

    /// <summary>The object that arrived has another size than was declared.</summary>
    public const string SizeMismatch = "size-mismatch";

    /// <summary>The object that arrived was stored with another content type than was declared.</summary>
    public const string ContentTypeMismatch = "content-type-mismatch";

    /// <summary>The first bytes of the object that arrived are not of the declared content type.</summary>
    public const string ContentMismatch = "content-mismatch";
}
