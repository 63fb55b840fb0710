using PresignKit.Conformance.Suites;
using PresignKit.Conformance.Suites.Refusals;

namespace PresignKit.Conformance.Ceph;

public sealed class Ceph20PathPut(Ceph20Stores ceph) : PutConformance(ceph.Path);

public sealed class Ceph20PathIsolation(Ceph20Stores ceph) : IsolationConformance(ceph.Path);

public sealed class Ceph20PathPart(Ceph20Stores ceph) : PartConformance(ceph.Path);

public sealed class Ceph20FormSlot(Ceph20Stores ceph) : SlotConformance(ceph.Path);

public sealed class Ceph20PatchedIsolation(Ceph20Stores ceph) : IsolationConformance(ceph.Patched);

public sealed class Ceph20PartSlot(Ceph20Stores ceph) : SlotConformance(ceph.Patched);

public sealed class Ceph20PatchedFormSlot(Ceph20Stores ceph) : SlotConformance(ceph.Patched, UploadTransport.Post);

public sealed class Ceph20PartRaces(Ceph20Stores ceph) : RaceConformance(ceph.Patched);

public sealed class Ceph20UploadOnlySlot(Ceph20Stores ceph) : SlotConformance(ceph.UploadOnly);

public sealed class Ceph20UploadOnlyIsolation(Ceph20Stores ceph) : IsolationConformance(ceph.UploadOnly);

public sealed class Ceph20UploadOnlyPart(Ceph20Stores ceph) : PartConformance(ceph.UploadOnly);

public sealed class Ceph20PathAttributes(Ceph20Stores ceph) : AttributeConformance(ceph.Path);

public sealed class Ceph20PathForm(Ceph20Stores ceph) : FormConformance(ceph.Path);

public sealed class Ceph20PathDownload(Ceph20Stores ceph) : DownloadConformance(ceph.Path);

public sealed class Ceph20PathObjects(Ceph20Stores ceph) : ObjectStoreConformance(ceph.Path);

public sealed class Ceph20PathSetup(Ceph20Stores ceph) : SetupConformance(ceph.Path);

public sealed class Ceph20VirtualHostPut(Ceph20Stores ceph) : PutConformance(ceph.VirtualHost);

public sealed class Ceph20PathUrlRefusals(Ceph20Stores ceph) : UrlRefusalConformance(ceph.Path);

public sealed class Ceph20PathKeyRefusals(Ceph20Stores ceph) : KeyRefusalConformance(ceph.Path);

public sealed class Ceph20PathHeaderRefusals(Ceph20Stores ceph) : HeaderRefusalConformance(ceph.Path);

public sealed class Ceph20PathAccountRefusals(Ceph20Stores ceph) : AccountRefusalConformance(ceph.Path);

public sealed class Ceph20PathAddressRefusals(Ceph20Stores ceph) : AddressRefusalConformance(ceph.Path);

public sealed class Ceph20PathFormRefusals(Ceph20Stores ceph) : FormRefusalConformance(ceph.Path);
