using System.Collections.Frozen;
using System.Collections.Immutable;
using PresignKit.S3.Profiles;

namespace PresignKit.S3;

/// <summary>
/// The profiles of stores that speak S3. <see cref="StoreProfile.Generic"/> is the one that promises nothing. Each Yes and each No has a
/// source (<see cref="SourcesOf"/>); docs/stores.md lists them.
/// </summary>
public static class S3Profiles
{
    private static readonly ReadyMadeProfile[] Known =
        [
            AwsProfile.Known, CephProfile.Known, MinioProfile.Known, R2Profile.Known, B2Profile.Known, LocalProfile.Known,
            ReadyMadeProfile.Of(StoreProfile.Generic),
        ];

    /// <summary>Amazon S3, as its documentation has it.</summary>
    public static StoreProfile Aws => AwsProfile.Known.Profile;

    /// <summary>Ceph's RADOS gateway (RGW).</summary>
    /// <remarks>
    /// Measured by the conformance suite on RGW 16.2.15. Directives that were not signed take effect there, so a PUT isolates only
    /// when it is signed with <see cref="S3StoreOptions.UploadCredentials"/>; without them uploads go by form POST. A SHA-256 is
    /// stored and not compared; <c>x-amz-copy-source-if-match</c> is ignored; a form's Cache-Control, Content-Language and
    /// Content-Disposition are dropped. Asked for SSE-S3, it answers 200 and encrypts nothing; SSE-KMS it honours, but refuses to copy
    /// what it has encrypted, so such an upload cannot be frozen. A storage class is honoured, or refused where the zone has none of that name.
    /// </remarks>
    public static StoreProfile Ceph => CephProfile.Known.Profile;

    /// <summary>MinIO.</summary>
    /// <remarks>
    /// Not measured by PresignKit: each Yes is from MinIO's documentation, and what that does not say is unknown. Whether unsigned
    /// <c>x-amz-*</c> headers are refused is not documented, so a PUT promises no isolation, and uploads go by form POST.
    /// </remarks>
    public static StoreProfile Minio => MinioProfile.Known.Profile;

    /// <summary>Cloudflare R2.</summary>
    /// <remarks>
    /// Not measured by PresignKit. R2 takes no forms, so uploads go by PUT; whether unsigned <c>x-amz-*</c> headers are refused is not
    /// documented, so a PUT promises no isolation until a probe has measured it. It presigns at its own host alone, never at a custom domain.
    /// </remarks>
    public static StoreProfile R2 => R2Profile.Known.Profile;

    /// <summary>Backblaze B2, by its API that speaks S3.</summary>
    /// <remarks>
    /// Not measured by PresignKit. B2 takes no forms and no tags; of what it enforces on a presigned PUT its documentation says nothing, so a
    /// probe has to measure that before a policy can rest on it.
    /// </remarks>
    public static StoreProfile B2 => B2Profile.Known.Profile;

    /// <summary>The embedded store of PresignKit.LocalS3, which says no where Amazon does; the conformance suite runs on it.</summary>
    /// <remarks>It answers to AES256 as Amazon does but encrypts nothing, and has one storage class: neither is claimed.</remarks>
    public static StoreProfile Local => LocalProfile.Known.Profile;

    /// <summary>All of them, and <see cref="StoreProfile.Generic"/>: the profiles that configuration can name as <see cref="S3StoreOptions.Profile"/>.</summary>
    public static ImmutableArray<StoreProfile> All { get; } = [.. Known.Select(known => known.Profile)];

    /// <summary>Where each Yes and each No of a profile comes from.</summary>
    /// <param name="profile">One of the ready-made profiles, or one derived from it: what it says otherwise has no source here.</param>
    /// <returns>The sources by the capability's name, as <c>nameof(StoreProfile.CreateOnly)</c>; empty for a profile of your own.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="profile"/> is null.</exception>
    public static IReadOnlyDictionary<string, CapabilitySource> SourcesOf(StoreProfile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        return Array.Find(Known, known => string.Equals(known.Profile.Name, profile.Name, StringComparison.OrdinalIgnoreCase))?.SourcesOf(profile)
            ?? FrozenDictionary<string, CapabilitySource>.Empty;
    }
}
