using PresignKit.Conformance.Ceph;

namespace PresignKit.Conformance.Probing;

/// <summary>
/// The checks that Ceph does not enforce, by version: the only date that it checks is the expiry, and of the credential scope it checks only the
/// day. docs/probe.md has the same table.
/// </summary>
internal static class CephObservations
{
    public static IReadOnlyCollection<string> NotEnforced(CephRelease release) =>
    [
        "FutureDate", "Region", "Service",
        .. If(release.UnsignedContentType == 200, "UnsignedContentType"),
        .. If(release.CompleteCreateOnly == 200, "CompletionCondition"),
        "CompletionSize",
        .. If(release.PutChecksumWithAlgorithm == 200, "ChecksumAlgorithm"),
    ];

    /// <summary>What this version enforces beyond profile ceph, which is safe for all of them.</summary>
    public static IReadOnlyCollection<string> NotClaimed(CephRelease release) =>
    [
        .. If(release.UnsignedHeader == 403, nameof(StoreProfile.IsolatedPut)),
        .. If(release.UnsignedHeader == 403, nameof(StoreProfile.IsolatedPart)),
        .. If(release.PartStatus is not null, nameof(StoreProfile.DownloadPartNumber)),
        .. If(release.PartChecksum == 400, nameof(StoreProfile.PartChecksum)),
        .. If(release.PartChecksum == 400, nameof(StoreProfile.ChecksumCrc32)),
        .. If(release.PartChecksum == 400, nameof(StoreProfile.ChecksumCrc32C)),
        .. If(release.PartChecksum == 400, nameof(StoreProfile.ChecksumSha1)),
        .. If(release.PartChecksum == 400, nameof(StoreProfile.ChecksumSha512)),
        .. If(release.CompleteCreateOnly == 412, nameof(StoreProfile.ConditionalReplace)),
    ];

    private static string[] If(bool condition, string name) => condition ? [name] : [];
}
