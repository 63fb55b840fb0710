using PresignKit.Conformance.Ceph;

namespace PresignKit.Conformance.Probing;

/// <summary>A probe of a version with profile ceph, which is safe for all of them: it finds what the version enforces beyond the profile.</summary>
public abstract class CephVersionProbe(CephStore store, params string[] beyondProfile) : ProbeAgreement(store)
{
    protected override IReadOnlyCollection<string> NotClaimed => beyondProfile;

    protected override IReadOnlyCollection<string> NotTried =>
        [nameof(StoreProfile.ConfinesUploadCredentials), nameof(StoreProfile.VirtualHostAddressing)];

    protected override IReadOnlyCollection<string>? NotEnforcedChecks => CephObservations.NotEnforced;
}

[Collection(CephProbeGroup.Name)]
public sealed class Ceph18PathProbe(Ceph18Stores ceph) : CephVersionProbe(ceph.Path, nameof(StoreProfile.ConditionalCopy));

[Collection(CephProbeGroup.Name)]
public sealed class Ceph20PathProbe(Ceph20Stores ceph) : CephVersionProbe(
    ceph.Path, nameof(StoreProfile.IsolatedPut), nameof(StoreProfile.IsolatedPart), nameof(StoreProfile.ConditionalCopy));

[Collection(CephProbeGroup.Name)]
public sealed class Ceph20PatchedProbe(Ceph20Stores ceph) : CephVersionProbe(ceph.Patched, nameof(StoreProfile.ConditionalCopy));

[Collection(CephProbeGroup.Name)]
public sealed class Ceph20InsecurePathProbe(Ceph20InsecureStores ceph) : CephVersionProbe(ceph.Path, nameof(StoreProfile.ConditionalCopy));
