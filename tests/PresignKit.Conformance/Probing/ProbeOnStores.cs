using PresignKit.Conformance.Ceph;
using PresignKit.Conformance.LocalS3;

namespace PresignKit.Conformance.Probing;

/// <summary>At <c>http://127.0.0.1</c>, an IP address, which cannot have the bucket in the host.</summary>
[Collection(CephProbeGroup.Name)]
public sealed class CephPathProbe(CephStores ceph) : ProbeAgreement(ceph.Path)
{
    protected override IReadOnlyCollection<string> NotTried =>
        [nameof(StoreProfile.ConfinesUploadCredentials), nameof(StoreProfile.VirtualHostAddressing)];

    protected override IReadOnlyCollection<string>? NotEnforcedChecks => CephObservations.NotEnforced;
}

[Collection(CephProbeGroup.Name)]
public sealed class CephVirtualHostProbe(CephStores ceph) : ProbeAgreement(ceph.VirtualHost)
{
    protected override IReadOnlyCollection<string> NotTried => [nameof(StoreProfile.ConfinesUploadCredentials)];

    protected override IReadOnlyCollection<string>? NotEnforcedChecks => CephObservations.NotEnforced;
}

[Collection(CephProbeGroup.Name)]
public sealed class CephUploadOnlyProbe(CephStores ceph) : ProbeAgreement(ceph.UploadOnly)
{
    protected override IReadOnlyCollection<string> NotTried => [nameof(StoreProfile.VirtualHostAddressing)];

    protected override IReadOnlyCollection<string>? NotEnforcedChecks => CephObservations.NotEnforced;
}

public sealed class LocalS3PathProbe(LocalS3PathStore store) : ProbeAgreement(store)
{
    protected override IReadOnlyCollection<string> NotTried =>
        [nameof(StoreProfile.ConfinesUploadCredentials), nameof(StoreProfile.VirtualHostAddressing)];

    protected override IReadOnlyCollection<string>? NotEnforcedChecks => [];
}

public sealed class LocalS3VirtualHostProbe(LocalS3VirtualHostStore store) : ProbeAgreement(store)
{
    protected override IReadOnlyCollection<string> NotTried => [nameof(StoreProfile.ConfinesUploadCredentials)];

    protected override IReadOnlyCollection<string>? NotEnforcedChecks => [];
}
