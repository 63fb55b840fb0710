using PresignKit.Providers;
using PresignKit.S3.Http;
using PresignKit.S3.Settings;

namespace PresignKit.S3.Administration.Checks;

/// <summary>
/// Finds a bucket without Object Lock although policies lock accepted uploads; and a bucket with Object Lock at a store that takes headers which nobody signed: the holder of a PUT can then add <c>x-amz-object-lock-*</c>. Upload-only
/// credentials do not prevent that (measured on Ceph 16 and 18, even with a bucket policy that denies s3:PutObjectRetention).
/// </summary>
/// <remarks>Amazon S3 API Reference, "GetObjectLockConfiguration".</remarks>
internal sealed class ObjectLockCheck(S3StoreSettings settings, BackendSigner signer, PlainHttp http)
{
    /// <summary>Whether the store itself refuses such headers. Credentials that confine uploads raise only the profile in force.</summary>
    private bool IsConfined => (settings.ConfiguredProfile.UntilConfirmed ?? settings.ConfiguredProfile).IsolatedPut == Capability.Yes;

    /// <summary>
    /// Null: nothing is wrong, or the store does not say. Credentials without <c>s3:GetBucketObjectLockConfiguration</c> are no reason for a finding.
    /// </summary>
    /// <param name="usage">Whether browsers send objects by PUT, and whether accepted uploads are locked; if neither, nothing is asked.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    public async Task<StoreFinding?> RunAsync(StoreUsage usage, CancellationToken cancellationToken)
    {
        var matters = usage.HasObjectPuts && !IsConfined;
        if (!matters && !usage.HasLocks)
        {
            return null;
        }

        var answer = await BucketSubresource.GetAsync(signer, http, "object-lock", cancellationToken).ConfigureAwait(false);
        return IsEnabled(answer) ? matters ? Unconfined() : null
            : usage.HasLocks && answer.Status is 200 or 400 or 404 or 405 or 501 ? Missing()
            : null;
    }

    private static bool IsEnabled(PlainAnswer answer) =>
        answer.Status == 200
        && S3Xml.Parse(answer.Body) is { Name.LocalName: "ObjectLockConfiguration" } configuration
        && S3Xml.Child(configuration, "ObjectLockEnabled")?.Trim() == "Enabled";

    private StoreFinding Missing() => new(
        FindingCodes.ObjectLockMissing,
        FindingSeverity.Error,
        $"Bucket '{settings.Bucket}' of store '{settings.Name}' has no Object Lock, but an upload policy has a RetentionPeriod or LegalHold: an accepted upload "
            + "could not be locked, so that its completion would fail. Enable Object Lock (and with it versioning) for the bucket, or remove both settings.");

    private StoreFinding Unconfined() => new(
        FindingCodes.ObjectLockUnconfined,
        FindingSeverity.Warning,
        $"Bucket '{settings.Bucket}' of store '{settings.Name}' has Object Lock, and profile '{settings.ConfiguredProfile.Name}' does not say that the store "
            + "refuses headers that were not signed (IsolatedPut): the holder of a PUT URL can add x-amz-object-lock-mode and store an object that cannot be "
            + "deleted before a date of the holder's choice"
            + (settings.UploadCredentials is null ? "" : ", also if upload-only credentials sign the URL")
            + ". Use a bucket without Object Lock, or upload by form (Transport of the upload policy: Post). On Ceph 20.2.4, 19.2.6, or later, set "
            + $"Stores:{settings.Name}:Profile to 'ceph-patched'.");
}
