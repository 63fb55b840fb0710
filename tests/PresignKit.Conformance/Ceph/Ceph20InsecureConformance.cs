using PresignKit.Conformance.Ceph.Facts;
using PresignKit.Conformance.Suites;

namespace PresignKit.Conformance.Ceph;

public sealed class Ceph20InsecureIsolation(Ceph20InsecureStores ceph) : IsolationConformance(ceph.Path);

public sealed class Ceph20InsecurePart(Ceph20InsecureStores ceph) : PartConformance(ceph.Path);

public sealed class Ceph20InsecureFormSlot(Ceph20InsecureStores ceph) : SlotConformance(ceph.Path);

public sealed class Ceph20InsecureUploadOnlyIsolation(Ceph20InsecureStores ceph) : IsolationConformance(ceph.UploadOnly);

public sealed class Ceph20InsecureUnsignedHeaderFacts(Ceph20InsecureStores ceph) : CephUnsignedHeaderFacts(ceph);

public sealed class Ceph20InsecureLockFacts(Ceph20InsecureStores ceph) : CephLockFacts(ceph);
