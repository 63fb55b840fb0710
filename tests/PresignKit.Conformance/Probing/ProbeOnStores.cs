using PresignKit.Conformance.Ceph;
using PresignKit.Conformance.LocalS3;

namespace PresignKit.Conformance.Probing;

/// <summary>At <c>http://127.0.0.1</c>, an IP address, which cannot have the bucket in the host; its bucket has no Object Lock, and nobody else pays.</summary>
public abstract class CephProbe(CephStore store, params IReadOnlyCollection<string> notTried) : ProbeAgreement(store)
{
    protected override IReadOnlyCollection<string> NotClaimed =>
        store.Configured == store.Profile ? [] : CephObservations.NotClaimed(store.Release);

    protected override IReadOnlyCollection<string> NotTried =>
        [.. notTried.Concat([nameof(StoreProfile.ObjectRetention), nameof(StoreProfile.RequesterPays)]).Order(StringComparer.Ordinal)];

    protected override IReadOnlyCollection<string>? NotEnforcedChecks => CephObservations.NotEnforced(store.Release);
}

[Collection(CephProbeGroup.Name)]
public sealed class CephPathProbe(CephStores ceph)
    : CephProbe(ceph.Path, nameof(StoreProfile.ConfinesUploadCredentials), nameof(StoreProfile.VirtualHostAddressing));

[Collection(CephProbeGroup.Name)]
public sealed class CephVirtualHostProbe(CephStores ceph) : CephProbe(ceph.VirtualHost, nameof(StoreProfile.ConfinesUploadCredentials));

[Collection(CephProbeGroup.Name)]
public sealed class CephUploadOnlyProbe(CephStores ceph) : CephProbe(ceph.UploadOnly, nameof(StoreProfile.VirtualHostAddressing));

[Collection(CephProbeGroup.Name)]
public sealed class Ceph18PathProbe(Ceph18Stores ceph)
    : CephProbe(ceph.Path, nameof(StoreProfile.ConfinesUploadCredentials), nameof(StoreProfile.VirtualHostAddressing));

[Collection(CephProbeGroup.Name)]
public sealed class Ceph18UploadOnlyProbe(Ceph18Stores ceph) : CephProbe(ceph.UploadOnly, nameof(StoreProfile.VirtualHostAddressing));

[Collection(CephProbeGroup.Name)]
public sealed class Ceph20PathProbe(Ceph20Stores ceph)
    : CephProbe(ceph.Path, nameof(StoreProfile.ConfinesUploadCredentials), nameof(StoreProfile.VirtualHostAddressing));

/// <summary>With the profile of what this version enforces: the probe confirms it.</summary>
[Collection(CephProbeGroup.Name)]
public sealed class Ceph20PatchedProbe(Ceph20Stores ceph)
    : CephProbe(ceph.Patched, nameof(StoreProfile.ConfinesUploadCredentials), nameof(StoreProfile.VirtualHostAddressing));

/// <summary>The version says nothing: with this setting, the same one obeys headers that were not signed.</summary>
[Collection(CephProbeGroup.Name)]
public sealed class Ceph20InsecureProbe(Ceph20InsecureStores ceph)
    : CephProbe(ceph.Path, nameof(StoreProfile.ConfinesUploadCredentials), nameof(StoreProfile.VirtualHostAddressing));

public sealed class LocalS3PathProbe(LocalS3PathStore store) : ProbeAgreement(store)
{
    protected override IReadOnlyCollection<string> NotTried =>
        [nameof(StoreProfile.ConfinesUploadCredentials), nameof(StoreProfile.RequesterPays), nameof(StoreProfile.VirtualHostAddressing)];

    // As on Amazon S3, a type that was not signed is the client's to choose.
    protected override IReadOnlyCollection<string>? NotEnforcedChecks => ["UnsignedContentType"];
}

public sealed class LocalS3VirtualHostProbe(LocalS3VirtualHostStore store) : ProbeAgreement(store)
{
    protected override IReadOnlyCollection<string> NotTried => [nameof(StoreProfile.ConfinesUploadCredentials), nameof(StoreProfile.RequesterPays)];

    // As on Amazon S3, a type that was not signed is the client's to choose.
    protected override IReadOnlyCollection<string>? NotEnforcedChecks => ["UnsignedContentType"];
}
