using PresignKit.Conformance.Ceph;
using PresignKit.Testing.Ceph;

[assembly: AssemblyFixture(typeof(CephStores))]
[assembly: AssemblyFixture(typeof(Ceph18Stores))]
[assembly: AssemblyFixture(typeof(Ceph20Stores))]
[assembly: AssemblyFixture(typeof(Ceph20InsecureStores))]

namespace PresignKit.Conformance.Ceph;

/// <summary>Ceph 18 of Debian trixie.</summary>
public sealed class Ceph18Stores() : CephStores(CephSetup.Ceph18);

/// <summary>Ceph 20 of Debian forky.</summary>
public sealed class Ceph20Stores() : CephStores(CephSetup.Ceph20);

/// <summary>The same with <c>rgw_sigv4_insecure</c>.</summary>
public sealed class Ceph20InsecureStores() : CephStores(CephSetup.Ceph20Insecure);
