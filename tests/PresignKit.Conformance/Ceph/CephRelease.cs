using PresignKit.S3;

namespace PresignKit.Conformance.Ceph;

/// <summary>
/// What one version of the gateway does. The suites assert exactly this, so a version that changes something fails, and the message says which
/// expectation it was. The same facts, as a table: docs/stores.md.
/// </summary>
public sealed record CephRelease
{
    private CephRelease(string name) => Name = name;

    public string Name { get; private init; }

    /// <summary>Whether headers that were not signed are refused: <c>x-amz-*</c> and Content-Type (CVE-2026-54330 is fixed).</summary>
    public bool RefusesUnsignedHeaders { get; private init; }

    /// <summary>The profile ceph, with what this version enforces beyond it.</summary>
    public StoreProfile Profile => S3Profiles.Ceph with
    {
        IsolatedPut = RefusesUnsignedHeaders ? Capability.Yes : Capability.No,
        IsolatedPart = RefusesUnsignedHeaders ? Capability.Yes : Capability.No,
    };

    private static CephRelease Ceph16 { get; } = new("Ceph 16");

    private static CephRelease Ceph18 { get; } = Ceph16 with { Name = "Ceph 18" };

    private static CephRelease Ceph20 { get; } = Ceph18 with { Name = "Ceph 20", RefusesUnsignedHeaders = true };

    /// <summary>What is expected of a gateway.</summary>
    /// <param name="version">Its version.</param>
    /// <param name="isInsecure">Whether it runs with <c>rgw_sigv4_insecure</c>.</param>
    public static CephRelease Of(Version version, bool isInsecure) => version.Major switch
    {
        16 => Ceph16,
        18 => Ceph18,
        20 when isInsecure => Ceph20 with { Name = "Ceph 20 with rgw_sigv4_insecure", RefusesUnsignedHeaders = false },
        20 => Ceph20,
        _ => throw new NotSupportedException(
            $"Nothing is expected of Ceph {version} yet. Add what it does to {nameof(CephRelease)} and to the table in docs/stores.md."),
    };

    public override string ToString() => Name;
}
