namespace PresignKit;

/// <summary>The stable codes of findings. Compare codes, never messages.</summary>
public static class FindingCodes
{
    /// <summary>The store does not know the access key.</summary>
    public const string AccessKeyUnknown = "access-key-unknown";

    /// <summary>The store refuses the signature: the secret does not belong to the access key.</summary>
    public const string SecretKeyWrong = "secret-key-wrong";

    /// <summary>The credentials have expired or were revoked.</summary>
    public const string CredentialsExpired = "credentials-expired";

    /// <summary>The credentials do not permit listing the bucket.</summary>
    public const string BucketAccessDenied = "bucket-access-denied";

    /// <summary>The bucket does not exist.</summary>
    public const string BucketNotFound = "bucket-not-found";

    /// <summary>The bucket is in a different region than configured.</summary>
    public const string RegionMismatch = "region-mismatch";

    /// <summary>The store did not report the bucket's region.</summary>
    public const string RegionUnknown = "region-unknown";

    /// <summary>Nothing answers at the internal endpoint.</summary>
    public const string EndpointUnreachable = "endpoint-unreachable";

    /// <summary>What answers at the internal endpoint is not a store of the configured kind.</summary>
    public const string EndpointNotAStore = "endpoint-not-a-store";

    /// <summary>The store is overloaded, or had an internal error.</summary>
    public const string StoreBusy = "store-busy";

    /// <summary>The store's clock and this machine's differ.</summary>
    public const string ClockSkewed = "clock-skewed";

    /// <summary>The public endpoint can only be reached from a private network.</summary>
    public const string PublicEndpointPrivate = "public-endpoint-private";

    /// <summary>The public endpoint uses http and is not on this machine. This was allowed, but anyone on the network path can read the traffic.</summary>
    public const string PublicEndpointInsecure = "public-endpoint-insecure";

    /// <summary>The profile is that of a hosted store, such as Amazon S3, but the endpoint is not that store's.</summary>
    public const string ProfileOfAnotherStore = "profile-of-another-store";

    /// <summary>The store's CORS rules do not allow pages of the configured origins what the policies need.</summary>
    public const string CorsMissing = "cors-missing";

    /// <summary>The check could not determine whether the store's CORS rules allow the configured origins.</summary>
    public const string CorsUnknown = "cors-unknown";

    /// <summary>
    /// The bucket's policy does not deny what it should, or is out of date; checked if <see cref="PresignKitOptions.ExpectBucketPolicy"/> is
    /// true.
    /// </summary>
    public const string BucketPolicyMissing = "bucket-policy-missing";

    /// <summary>The check could not determine whether the bucket's policy denies what it should.</summary>
    public const string BucketPolicyUnknown = "bucket-policy-unknown";

    /// <summary>The store has no bucket policies, or accepts the conditions and ignores them.</summary>
    public const string BucketPolicyNotOffered = "bucket-policy-not-offered";

    /// <summary>The bucket's lifecycle rules do not remove abandoned uploads; checked if <see cref="PresignKitOptions.ExpectLifecycle"/> is true.</summary>
    public const string LifecycleMissing = "lifecycle-missing";

    /// <summary>The check could not determine whether the bucket's lifecycle rules remove abandoned uploads.</summary>
    public const string LifecycleUnknown = "lifecycle-unknown";

    /// <summary>The store has no lifecycle rules per bucket.</summary>
    public const string LifecycleNotOffered = "lifecycle-not-offered";

    /// <summary>A lifecycle rule for earlier policies expires a folder that may now hold accepted objects.</summary>
    public const string LifecycleExpiresAccepted = "lifecycle-expires-accepted";

    /// <summary>The bucket keeps old versions, so what is deleted stays, and some stores do not refuse a second write there.</summary>
    public const string BucketVersioned = "bucket-versioned";

    /// <summary>
    /// The bucket has Object Lock, and the store does not refuse headers that nobody signed: the holder of a PUT URL can store an object
    /// that cannot be deleted.
    /// </summary>
    public const string ObjectLockUnconfined = "object-lock-unconfined";

    /// <summary>The bucket has no Object Lock, but an upload policy says that accepted uploads are locked.</summary>
    public const string ObjectLockMissing = "object-lock-missing";

    /// <summary>URLs begin with the endpoint of Transfer Acceleration, which is not enabled for the bucket.</summary>
    public const string AccelerationNotEnabled = "acceleration-not-enabled";

    /// <summary>The account that signs uploads is not permitted to write where uploads go.</summary>
    public const string UploadCredentialsDenied = "upload-credentials-denied";

    /// <summary>
    /// The check could not determine whether the account that signs uploads can write where uploads go, because a key template begins with a
    /// token.
    /// </summary>
    public const string UploadCredentialsUnchecked = "upload-credentials-unchecked";

    /// <summary>The account that signs uploads is permitted to do more than write: list or read.</summary>
    public const string UploadCredentialsTooWide = "upload-credentials-too-wide";

    /// <summary>The store's profile says Yes to something that the store does not enforce.</summary>
    public const string ProfileOverstated = "profile-overstated";

    /// <summary>
    /// A probe did not confirm what the store's profile says, so that the weaker profile stays in force
    /// (<see cref="StoreProfile.UntilConfirmed"/>).
    /// </summary>
    public const string ProfileNotConfirmed = "profile-not-confirmed";

    /// <summary>The store enforces something to which its profile does not say Yes.</summary>
    public const string ProfileUnderstated = "profile-understated";

    /// <summary>The store accepts requests that differ from what was signed, or that have expired. Nothing is enforced, whatever its profile says.</summary>
    public const string SignatureNotVerified = "signature-not-verified";

    /// <summary>
    /// The bucket, or an object in it, is open to everybody: requests without a signature are accepted. URLs then limit nothing. If it is an error, no
    /// guarantee of the store holds.
    /// </summary>
    public const string BucketPublic = "bucket-public";

    /// <summary>The store's provider has no probe.</summary>
    public const string ProbeNotOffered = "probe-not-offered";

    /// <summary>A probe could not remove everything that it wrote.</summary>
    public const string ProbeLeftBehind = "probe-left-behind";
}
