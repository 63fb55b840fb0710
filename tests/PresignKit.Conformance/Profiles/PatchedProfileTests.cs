using PresignKit.Conformance.Ceph;

namespace PresignKit.Conformance.Profiles;

public sealed class CephPatchedProfile(CephStores ceph) : PatchedProfileConformance(ceph.Path);

public sealed class Ceph18PatchedProfile(Ceph18Stores ceph) : PatchedProfileConformance(ceph.Path);

public sealed class Ceph20PatchedProfile(Ceph20Stores ceph) : PatchedProfileConformance(ceph.Path);

public sealed class Ceph20InsecurePatchedProfile(Ceph20InsecureStores ceph) : PatchedProfileConformance(ceph.Path);
