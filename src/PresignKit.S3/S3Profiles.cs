using System.Collections.Frozen;
using System.Collections.Immutable;
using PresignKit.S3;
using PresignKit.S3.Profiles;

namespace PresignKit;

/// <summary>
/// The profiles of S3 stores. <see cref="StoreProfile.Generic"/> guarantees nothing. Each Yes and each No has a source (<see cref="SourcesOf"/>);
/// docs/stores.md lists them.
/// </summary>
public static class S3Profiles
{
    private static readonly ReadyMadeProfile[] Known =
        [
            AwsProfile.ReadyMade, CephProfile.ReadyMade, CephPatchedProfile.ReadyMade, MinioProfile.ReadyMade,
            R2Profile.ReadyMade, B2Profile.ReadyMade, LocalProfile.ReadyMade,
            ReadyMadeProfile.Of(StoreProfile.Generic),
        ];

    /// <summary>Amazon S3, according to its documentation.</summary>
    public static StoreProfile Aws => AwsProfile.ReadyMade.Profile;

    /// <summary>Ceph's RADOS gateway (RGW).</summary>
    /// <remarks>
    /// Measured by the conformance suite on RGW 16.2.15. It obeys unsigned directives, so a PUT is isolated only
    /// if it is signed with <see cref="S3StoreOptions.UploadCredentials"/>; otherwise uploads use form POST. A SHA-256 is
    /// stored but not compared; <c>x-amz-copy-source-if-match</c> is ignored; a form's Cache-Control, Content-Language and
    /// Content-Disposition are dropped. A request for SSE-S3 is answered with 200, but nothing is encrypted. SSE-KMS is supported, but what is
    /// encrypted cannot be copied, so such an upload cannot be frozen. A storage class is used, or refused if the zone does not have it. In a bucket with
    /// Object Lock, the holder of a PUT can add <c>x-amz-object-lock-*</c>, also with upload-only credentials: the backend cannot delete such an upload before
    /// its retention ends. See <see cref="CephPatched"/> for versions that refuse unsigned headers.
    /// </remarks>
    public static StoreProfile Ceph => CephProfile.ReadyMade.Profile;

    /// <summary>Ceph's RADOS gateway (RGW) 20.2.4, 19.2.6, or later: the profile <c>ceph-patched</c> in configuration.</summary>
    /// <remarks>
    /// These versions refuse headers that were not signed (CVE-2026-54330), so that uploads go by PUT and in parts. No version proves it:
    /// <c>rgw_sigv4_insecure = true</c>, which an upgrade of several sites sets for a while, opens them again. Therefore the store is probed when the application
    /// starts, and what the probe does not find enforced stays as <see cref="Ceph"/> says (<see cref="StoreProfile.UntilConfirmed"/>). Measured on RGW 20.2.4:
    /// a copy by <c>UploadPartCopy</c> ignores <c>x-amz-copy-source-if-match</c>, so ConditionalCopy is No; a PUT's SHA-256 is compared only if
    /// <c>x-amz-sdk-checksum-algorithm</c> is signed too, so ChecksumSha256 is No, while those of parts and forms are compared; in a versioned bucket, of several
    /// PUTs with <c>If-None-Match: *</c> at the same moment each is stored; SSE-KMS needs a key service that the gateway is configured for.
    /// </remarks>
    public static StoreProfile CephPatched => CephPatchedProfile.ReadyMade.Profile;

    /// <summary>MinIO.</summary>
    /// <remarks>
    /// Not measured by PresignKit: each Yes and No is from MinIO's last published source (February 2026) or its documentation. Of the headers of a presigned
    /// request that are not signed, only <c>x-amz-meta-*</c> are refused, so a PUT does not guarantee isolation, and uploads use form POST. A build of
    /// April 2019 does less: its forms bind neither the key nor the type, and it ignores <c>If-None-Match</c>. Probe the build that you run.
    /// </remarks>
    public static StoreProfile Minio => MinioProfile.ReadyMade.Profile;

    /// <summary>Cloudflare R2.</summary>
    /// <remarks>
    /// Not measured by PresignKit. R2 does not support forms, so uploads use PUT; whether unsigned <c>x-amz-*</c> headers are refused is not
    /// documented, so a PUT does not guarantee isolation until a probe has measured it. R2 supports presigned URLs only at its own host, not at a
    /// custom domain.
    /// </remarks>
    public static StoreProfile R2 => R2Profile.ReadyMade.Profile;

    /// <summary>Backblaze B2, with its S3-compatible API.</summary>
    /// <remarks>
    /// Not measured by PresignKit. B2 supports neither forms nor tags. Its documentation does not mention what it enforces on a presigned PUT, so a
    /// probe must measure that before a policy can depend on it.
    /// </remarks>
    public static StoreProfile B2 => B2Profile.ReadyMade.Profile;

    /// <summary>The embedded store of PresignKit.LocalS3, which refuses what Amazon S3 refuses; measured by the conformance suite.</summary>
    /// <remarks>
    /// It encrypts nothing and refuses requests for encryption, unless <c>PretendEncryption</c> is set, and it has one storage class, so the profile claims
    /// neither.
    /// </remarks>
    public static StoreProfile Local => LocalProfile.ReadyMade.Profile;

    /// <summary>
    /// All ready-made profiles and <see cref="StoreProfile.Generic"/>: those that configuration can name as <see cref="S3StoreOptions.Profile"/>.
    /// </summary>
    public static ImmutableArray<StoreProfile> All { get; } = [.. Known.Select(known => known.Profile)];

    /// <summary>Gets the source of each Yes and each No of a profile.</summary>
    /// <param name="profile">One of the ready-made profiles, or one derived from it. Capabilities that the derived one changes have no source here.</param>
    /// <returns>The sources by the capability's name, such as <c>nameof(StoreProfile.CreateOnly)</c>; empty for your own profile.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="profile"/> is null.</exception>
    public static IReadOnlyDictionary<string, CapabilitySource> SourcesOf(StoreProfile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        return Array.Find(Known, known => string.Equals(known.Profile.Name, profile.Name, StringComparison.OrdinalIgnoreCase))?.SourcesOf(profile)
            ?? FrozenDictionary<string, CapabilitySource>.Empty;
    }
}
