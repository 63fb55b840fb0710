using PresignKit.S3.Http;
using PresignKit.S3.Settings;

namespace PresignKit.S3.Administration.Checks;

/// <summary>Finds out whether the bucket keeps old versions. Amazon S3 API Reference, "GetBucketVersioning".</summary>
internal sealed class VersioningCheck(S3StoreSettings settings, BackendSigner signer, PlainHttp http)
{
    /// <summary>The status of a bucket that never kept versions.</summary>
    public const string Off = "Off";

    /// <summary>What holds in a bucket with versions; null: it has none, or the store does not say.</summary>
    public StoreFinding? Read(string? status) => status is null or Off ? null : Finding(status);

    /// <summary>
    /// The status, <see cref="Off"/> if the bucket never kept versions; null: the store does not say. Credentials without
    /// <c>s3:GetBucketVersioning</c> are no reason for a finding.
    /// </summary>
    public async Task<string?> StatusAsync(CancellationToken cancellationToken)
    {
        var answer = await BucketSubresource.GetAsync(signer, http, "versioning", cancellationToken).ConfigureAwait(false);
        return answer.Status == 200
            && S3Xml.Parse(answer.Body) is { Name.LocalName: "VersioningConfiguration" } configuration
                ? S3Xml.Child(configuration, "Status") switch
                {
                    null or "" or "Off" => Off,
                    "Enabled" => "Enabled",
                    "Suspended" => "Suspended",
                    _ => null,
                }
                : null;
    }

    private StoreFinding Finding(string status)
    {
        var ends = (settings.Profile.UntilConfirmed ?? settings.Profile).IsolatedPart == Capability.Yes;
        return new(
            FindingCodes.BucketVersioned,
            ends ? FindingSeverity.Information : FindingSeverity.Warning,
            $"Bucket '{settings.Bucket}' of store '{settings.Name}' keeps versions (versioning is {status}), so deleted objects stay as old versions, and cost "
                + "storage, until a lifecycle rule removes them (NoncurrentVersionExpiration). "
                + (ends
                    ? "What is accepted cannot change, and refused uploads are deleted for good."
                    : "Refused uploads stay, too. A slot's record is its oldest version, because some stores (Ceph) ignore If-None-Match there: grant "
                        + "the backend s3:ListBucketVersions and s3:DeleteObjectVersion, or use a bucket without versions."));
    }
}
