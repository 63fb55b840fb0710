namespace PresignKit;

/// <summary>The stable codes of what a check finds. Act on codes, never on messages.</summary>
public static class FindingCodes
{
    /// <summary>The store does not know the access key.</summary>
    public const string AccessKeyUnknown = "access-key-unknown";

    /// <summary>The store refuses the signature: the secret is not the access key's.</summary>
    public const string SecretKeyWrong = "secret-key-wrong";

    /// <summary>The credentials have expired or were withdrawn.</summary>
    public const string CredentialsExpired = "credentials-expired";

    /// <summary>The credentials may not look into the bucket.</summary>
    public const string BucketAccessDenied = "bucket-access-denied";

    /// <summary>The bucket does not exist.</summary>
    public const string BucketNotFound = "bucket-not-found";

    /// <summary>The bucket is in another region than is configured.</summary>
    public const string RegionMismatch = "region-mismatch";

    /// <summary>The store was to say in which region the bucket is, and does not.</summary>
    public const string RegionUnknown = "region-unknown";

    /// <summary>Nothing answers at the internal endpoint.</summary>
    public const string EndpointUnreachable = "endpoint-unreachable";

    /// <summary>Something answers at the internal endpoint, but no store of the kind that is configured.</summary>
    public const string EndpointNotAStore = "endpoint-not-a-store";

    /// <summary>The store asks to be left alone for a while, or has failed inside.</summary>
    public const string StoreBusy = "store-busy";

    /// <summary>The store's clock and this machine's differ.</summary>
    public const string ClockSkewed = "clock-skewed";

    /// <summary>The public endpoint is one that only machines of a private network reach.</summary>
    public const string PublicEndpointPrivate = "public-endpoint-private";

    /// <summary>The public endpoint is plain http, and not on this machine: it was allowed, and anybody on the way can listen.</summary>
    public const string PublicEndpointInsecure = "public-endpoint-insecure";

    /// <summary>The profile is that of a store with an address of its own, such as Amazon S3, and the endpoint is another.</summary>
    public const string ProfileOfAnotherStore = "profile-of-another-store";

    /// <summary>The store does not let pages of the configured origins do what the policies need.</summary>
    public const string CorsMissing = "cors-missing";

    /// <summary>Whether the store lets pages of the configured origins in could not be found out.</summary>
    public const string CorsUnknown = "cors-unknown";

    /// <summary>The bucket's policy does not refuse what it should, or an older state of it; checked if <see cref="PresignKitOptions.ExpectBucketPolicy"/> is true.</summary>
    public const string BucketPolicyMissing = "bucket-policy-missing";

    /// <summary>Whether the bucket's policy refuses what it should could not be found out.</summary>
    public const string BucketPolicyUnknown = "bucket-policy-unknown";

    /// <summary>The store has no bucket policies, or takes the conditions and ignores them: the policy promises what nobody keeps.</summary>
    public const string BucketPolicyNotOffered = "bucket-policy-not-offered";

    /// <summary>The bucket's lifecycle does not remove what uploads leave behind; checked if <see cref="PresignKitOptions.ExpectLifecycle"/> is true.</summary>
    public const string LifecycleMissing = "lifecycle-missing";

    /// <summary>Whether the bucket's lifecycle removes what uploads leave behind could not be found out.</summary>
    public const string LifecycleUnknown = "lifecycle-unknown";

    /// <summary>The store has no lifecycle of single buckets.</summary>
    public const string LifecycleNotOffered = "lifecycle-not-offered";

    /// <summary>A lifecycle rule that was right for earlier policies expires a folder where accepted objects may be by now.</summary>
    public const string LifecycleExpiresAccepted = "lifecycle-expires-accepted";

    /// <summary>The account that signs uploads may not write where they go.</summary>
    public const string UploadCredentialsDenied = "upload-credentials-denied";

    /// <summary>Whether the account that signs uploads may write where they go could not be checked: a key template begins with a token.</summary>
    public const string UploadCredentialsUnchecked = "upload-credentials-unchecked";

    /// <summary>The account that signs uploads may do more than write: list or read.</summary>
    public const string UploadCredentialsTooWide = "upload-credentials-too-wide";

    /// <summary>The store's profile promises something that the store does not keep.</summary>
    public const string ProfileOverstated = "profile-overstated";

    /// <summary>The store keeps something that its profile does not promise.</summary>
    public const string ProfileUnderstated = "profile-understated";

    /// <summary>The store takes requests that are not as they were signed, or no longer valid: whatever its profile says, nothing is enforced.</summary>
    public const string SignatureNotVerified = "signature-not-verified";

    /// <summary>The store's provider has no probe.</summary>
    public const string ProbeNotOffered = "probe-not-offered";

    /// <summary>A probe could not remove everything that it wrote.</summary>
    public const string ProbeLeftBehind = "probe-left-behind";
}
