using PresignKit.Conformance.Ceph.Facts;
using PresignKit.Conformance.Suites;
using PresignKit.Conformance.Suites.Refusals;

namespace PresignKit.Conformance.Ceph;

public sealed class Ceph18PathPut(Ceph18Stores ceph) : PutConformance(ceph.Path);

public sealed class Ceph18PathMultipart(Ceph18Stores ceph) : MultipartConformance(ceph.Path);

public sealed class Ceph18UploadOnlyMultipart(Ceph18Stores ceph) : MultipartConformance(ceph.UploadOnly);

public sealed class Ceph18PathIsolation(Ceph18Stores ceph) : IsolationConformance(ceph.Path);

public sealed class Ceph18PathPart(Ceph18Stores ceph) : PartConformance(ceph.Path);

public sealed class Ceph18FormRaces(Ceph18Stores ceph) : RaceConformance(ceph.Path);

public sealed class Ceph18UploadOnlyRaces(Ceph18Stores ceph) : RaceConformance(ceph.UploadOnly);

public sealed class Ceph18FormSlot(Ceph18Stores ceph) : SlotConformance(ceph.Path);

public sealed class Ceph18UploadOnlySlot(Ceph18Stores ceph) : SlotConformance(ceph.UploadOnly);

public sealed class Ceph18UploadOnlyIsolation(Ceph18Stores ceph) : IsolationConformance(ceph.UploadOnly);

public sealed class Ceph18UploadOnlyPart(Ceph18Stores ceph) : PartConformance(ceph.UploadOnly);

public sealed class Ceph18PathAttributes(Ceph18Stores ceph) : AttributeConformance(ceph.Path);

public sealed class Ceph18PathForm(Ceph18Stores ceph) : FormConformance(ceph.Path);

public sealed class Ceph18PathDownload(Ceph18Stores ceph) : DownloadConformance(ceph.Path);

public sealed class Ceph18PathSelection(Ceph18Stores ceph) : SelectionConformance(ceph.Path);

public sealed class Ceph18PathPlaylist(Ceph18Stores ceph) : PlaylistConformance(ceph.Path);

public sealed class Ceph18PathManifests(Ceph18Stores ceph) : ManifestConformance(ceph.Path);

public sealed class Ceph18PathObjects(Ceph18Stores ceph) : ObjectStoreConformance(ceph.Path);

public sealed class Ceph18PathStoreUploads(Ceph18Stores ceph) : StoreUploadConformance(ceph.Path);

public sealed class Ceph18UploadOnlyStoreUploads(Ceph18Stores ceph) : StoreUploadConformance(ceph.UploadOnly);

public sealed class Ceph18PathIntegrity(Ceph18Stores ceph) : IntegrityConformance(ceph.Path);

public sealed class Ceph18PathChecksums(Ceph18Stores ceph) : ChecksumConformance(ceph.Path);

public sealed class Ceph18PathReplacing(Ceph18Stores ceph) : ReplaceConformance(ceph.Path);

public sealed class Ceph18PathSetup(Ceph18Stores ceph) : SetupConformance(ceph.Path);

public sealed class Ceph18VirtualHostPut(Ceph18Stores ceph) : PutConformance(ceph.VirtualHost);

public sealed class Ceph18PathUrlRefusals(Ceph18Stores ceph) : UrlRefusalConformance(ceph.Path);

public sealed class Ceph18PathKeyRefusals(Ceph18Stores ceph) : KeyRefusalConformance(ceph.Path);

public sealed class Ceph18PathHeaderRefusals(Ceph18Stores ceph) : HeaderRefusalConformance(ceph.Path);

public sealed class Ceph18PathAccountRefusals(Ceph18Stores ceph) : AccountRefusalConformance(ceph.Path);

public sealed class Ceph18PathAddressRefusals(Ceph18Stores ceph) : AddressRefusalConformance(ceph.Path);

public sealed class Ceph18PathFormRefusals(Ceph18Stores ceph) : FormRefusalConformance(ceph.Path);

public sealed class Ceph18UnsignedHeaderFacts(Ceph18Stores ceph) : CephUnsignedHeaderFacts(ceph);

public sealed class Ceph18ConditionFacts(Ceph18Stores ceph) : CephConditionFacts(ceph);

public sealed class Ceph18BucketOwnerFacts(Ceph18Stores ceph) : CephBucketOwnerFacts(ceph);

public sealed class Ceph18UploadFacts(Ceph18Stores ceph) : CephUploadFacts(ceph);

public sealed class Ceph18BodyFacts(Ceph18Stores ceph) : CephBodyFacts(ceph);

public sealed class Ceph18AnswerFacts(Ceph18Stores ceph) : CephAnswerFacts(ceph);

public sealed class Ceph18LockFacts(Ceph18Stores ceph) : CephLockFacts(ceph);

public sealed class Ceph18BucketSetup(Ceph18Stores ceph) : CephBucketSetupTests(ceph);

public sealed class Ceph18Setup(Ceph18Stores ceph) : CephSetupTests(ceph);

public sealed class Ceph18Versioning(Ceph18Stores ceph) : CephVersioningTests(ceph);

public sealed class Ceph18Encryption(Ceph18Stores ceph) : CephEncryptionTests(ceph);

public sealed class Ceph18UploadOnly(Ceph18Stores ceph) : CephUploadOnlyTests(ceph);

public sealed class Ceph18Region(Ceph18Stores ceph) : CephRegionTests(ceph);

public sealed class Ceph18Sessions(Ceph18Stores ceph) : CephSessionTests(ceph);

public sealed class Ceph18TokenRefusals(Ceph18Stores ceph) : CephSessionRefusals(ceph);
