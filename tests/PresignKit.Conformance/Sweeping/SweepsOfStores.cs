using PresignKit.Conformance.Ceph;
using PresignKit.Conformance.LocalS3;

namespace PresignKit.Conformance.Sweeping;

public sealed class LocalS3Sweeps(LocalS3PathStore store) : SweepConformance(store);

public sealed class LocalS3FormSweeps(LocalS3PathStore store) : SweepConformance(store, UploadTransport.Post);

public sealed class CephFormSweeps(CephStores ceph) : SweepConformance(ceph.Path);

public sealed class CephUploadOnlySweeps(CephStores ceph) : SweepConformance(ceph.UploadOnly);

public sealed class Ceph18FormSweeps(Ceph18Stores ceph) : SweepConformance(ceph.Path);

public sealed class Ceph18UploadOnlySweeps(Ceph18Stores ceph) : SweepConformance(ceph.UploadOnly);

public sealed class Ceph20PartSweeps(Ceph20Stores ceph) : SweepConformance(ceph.Patched);

public sealed class Ceph20FormSweeps(Ceph20Stores ceph) : SweepConformance(ceph.Path);
