namespace PresignKit;

/// <summary>
/// The stable codes of exceptions. Act on codes, never on messages: messages can change in any version, codes only in a major
/// one.
/// </summary>
public static class ErrorCodes
{
    /// <summary>No policy has this name.</summary>
    public const string UnknownPolicy = "unknown-policy";

    /// <summary>The upload policy belongs to another store.</summary>
    public const string PolicyOfOtherStore = "policy-of-other-store";

    /// <summary>The policy does not allow this content type.</summary>
    public const string ContentTypeNotAllowed = "content-type-not-allowed";

    /// <summary>
    /// The file's size is missing, and the policy requires it (<see cref="UploadPolicyOptions.AllowUnknownSize"/>), or the client sends the file in parts.
    /// </summary>
    public const string SizeMissing = "size-missing";

    /// <summary>The declared size is negative.</summary>
    public const string SizeInvalid = "size-invalid";

    /// <summary>The declared size is below the policy's minimum.</summary>
    public const string TooSmall = "too-small";

    /// <summary>The declared size is above the policy's maximum, or that of the request (<see cref="UploadRequest.MaximumSize"/>).</summary>
    public const string TooLarge = "too-large";

    /// <summary>The file name is missing, too long, or contains characters that are not allowed in file names.</summary>
    public const string FileNameInvalid = "file-name-invalid";

    /// <summary>The policy requires a checksum, but the request has none, or one of another algorithm. The limit names those that the policy takes.</summary>
    public const string ChecksumRequired = "checksum-required";

    /// <summary>The declared checksum is malformed, or does not have the length of its algorithm.</summary>
    public const string ChecksumInvalid = "checksum-invalid";

    /// <summary>The policy does not allow this metadata, or its value cannot be sent as a header.</summary>
    public const string MetadataNotAllowed = "metadata-not-allowed";

    /// <summary>The policy's key template requires a value that the application did not supply, or one that cannot be part of an object key.</summary>
    public const string KeyValueInvalid = "key-value-invalid";

    /// <summary>The requested lifetime is not between 1 second and the policy's lifetime.</summary>
    public const string LifetimeInvalid = "lifetime-invalid";

    /// <summary>The store's credentials have expired, or expire within a second.</summary>
    public const string CredentialsExpired = "credentials-expired";

    /// <summary>The store's credentials expire too soon for the policy's <c>MinimumLifetime</c>, and no newer ones are available yet.</summary>
    public const string CredentialsTooShort = "credentials-too-short";

    /// <summary>The store's credentials could not be obtained.</summary>
    public const string CredentialsUnavailable = "credentials-unavailable";

    /// <summary>
    /// Settings that were found invalid while the application runs: those of a tenant's store, or a kind of endpoint that does not exist in the region
    /// that a store was asked for. In logs also those that were reloaded, so that the previous ones stay in force.
    /// </summary>
    public const string SettingsInvalid = "settings-invalid";

    /// <summary>The store refused the backend's own request.</summary>
    public const string StoreAccessDenied = "store-access-denied";

    /// <summary>
    /// The store does not keep what the upload policy requires, as far as is known now: its bucket was found open to everybody, or no probe has
    /// confirmed its profile yet. The message, which is not for clients, says which. Downloads and completions are not affected.
    /// </summary>
    public const string StoreNotReady = "store-not-ready";

    /// <summary>The store cannot be reached, or failed.</summary>
    public const string StoreUnavailable = "store-unavailable";

    /// <summary>
    /// The store asked to slow down, or another request for the same key was in progress, and several attempts did not help. Try again later.
    /// </summary>
    public const string StoreBusy = "store-busy";

    /// <summary>The store's clock and this machine's differ too much for signatures to be valid.</summary>
    public const string ClockSkewed = "clock-skewed";

    /// <summary>The bucket is in a different region than configured.</summary>
    public const string RegionMismatch = "region-mismatch";

    /// <summary>The store did not report the bucket's region.</summary>
    public const string RegionUnknown = "region-unknown";

    /// <summary>The bucket does not exist (Azure: the container).</summary>
    public const string BucketNotFound = "bucket-not-found";

    /// <summary>The object does not exist.</summary>
    public const string ObjectNotFound = "object-not-found";

    /// <summary>The object changed since it was last seen.</summary>
    public const string ObjectChanged = "object-changed";

    /// <summary>There is an object under the key already.</summary>
    public const string ObjectExists = "object-exists";

    /// <summary>
    /// The application has accepted the upload, but the store has not locked it yet, as its policy requires. Complete the slot again: that locks it. The
    /// message, which is not for clients, says what the store answered.
    /// </summary>
    public const string ObjectNotLocked = "object-not-locked";

    /// <summary>
    /// The object under the destination is not, or no longer, the one that the upload replaces (<see cref="UploadRequest.Replaces"/>). Nothing was written.
    /// Show the user what is there now, and open a new slot.
    /// </summary>
    public const string DestinationChanged = "destination-changed";

    /// <summary>The request names an object to replace, which the policy does not allow (<see cref="UploadPolicyOptions.AllowReplacing"/>).</summary>
    public const string ReplacingNotAllowed = "replacing-not-allowed";

    /// <summary>The uploaded object's size differs from the declared size; if none was declared, it is not within the slot's limits.</summary>
    public const string SizeMismatch = "size-mismatch";

    /// <summary>The uploaded object was stored with a different content type than declared.</summary>
    public const string ContentTypeMismatch = "content-type-mismatch";

    /// <summary>The uploaded object has another checksum than declared.</summary>
    public const string ChecksumMismatch = "checksum-mismatch";

    /// <summary>The uploaded object's first bytes do not match the declared content type.</summary>
    public const string ContentMismatch = "content-mismatch";

    /// <summary>The uploaded object's first bytes neither fit nor contradict the declared content type, and the policy refuses that.</summary>
    public const string ContentUnknown = "content-unknown";

    /// <summary>
    /// The completed object is not what the client says that it sent: the checksums that it reported differ from the store's. Send the file through a
    /// new slot.
    /// </summary>
    public const string TransferMismatch = "transfer-mismatch";

    /// <summary>The checksums that a client reported are malformed, not of this store's kind, or not one for each part.</summary>
    public const string TransferChecksumsInvalid = "transfer-checksums-invalid";

    /// <summary>
    /// The client can use none of the transports that the policy, its store, and the file's size allow; the message says why. The limit names
    /// those that are possible.
    /// </summary>
    public const string TransportNotAvailable = "transport-not-available";

    /// <summary>The number of a part is below 1 or above the last of the upload's plan.</summary>
    public const string PartNumberInvalid = "part-number-invalid";

    /// <summary>
    /// A download asks for one part (<see cref="DownloadRequest.PartNumber"/>), and the store is not known to return only that part
    /// (<see cref="StoreProfile.DownloadPartNumber"/>). Nothing was signed. The message, which is not for clients, says what to do.
    /// </summary>
    public const string PartDownloadNotAvailable = "part-download-not-available";

    /// <summary>
    /// Nobody would compare a declared checksum other than SHA-256, because the store is not known to verify it for a file that is sent this way; or a
    /// declared <c>Content-MD5</c> cannot be part of the signed request, because the file is sent by a form or in parts, or because the store's provider does not support it.
    /// </summary>
    public const string ChecksumNotAvailable = "checksum-not-available";

    /// <summary>The client's parts are smaller or larger than S3 allows, or there would be too many of them. Choose another size of parts.</summary>
    public const string PartSizeInvalid = "part-size-invalid";

    /// <summary>The slot's file is sent in one request, so that it has no parts.</summary>
    public const string SlotNotMultipart = "slot-not-multipart";

    /// <summary>The time in which the upload had to be sent and completed (<see cref="DeclaredUpload.EndsAt"/>) is over.</summary>
    public const string UploadTimeOver = "upload-time-over";

    /// <summary>An inspector of the application rejected the uploaded object.</summary>
    public const string InspectionRejected = "inspection-rejected";
}
