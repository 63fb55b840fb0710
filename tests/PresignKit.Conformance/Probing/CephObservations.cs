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
        .. If(release.PartChecksum == 200, "PartChecksum"),
        .. If(release.CompleteCreateOnly == 200, "CompletionCondition"),
        "CompletionSize",
        .. If(release.PutChecksumWithAlgorithm == 200, "ChecksumAlgorithm"),
    ];

    /// <summary>What this version enforces beyond profile ceph, which is safe for all of them.</summary>
    public static IReadOnlyCollection<string> NotClaimed(CephRelease release) =>
        release.UnsignedHeader == 403 ? [nameof(StoreProfile.IsolatedPut), nameof(StoreProfile.IsolatedPart)] : [];

    private static string[] If(bool condition, string name) => condition ? [name] : [];
}
