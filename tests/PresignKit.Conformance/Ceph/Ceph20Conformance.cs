using PresignKit.Conformance.Ceph.Facts;
using PresignKit.Conformance.Suites;
using PresignKit.Conformance.Suites.Refusals;

namespace PresignKit.Conformance.Ceph;

public sealed class Ceph20PathPut(Ceph20Stores ceph) : PutConformance(ceph.Path);

public sealed class Ceph20PathIsolation(Ceph20Stores ceph) : IsolationConformance(ceph.Path);

public sealed class Ceph20PathPart(Ceph20Stores ceph) : PartConformance(ceph.Path);

public sealed class Ceph20PathManifests(Ceph20Stores ceph) : ManifestConformance(ceph.Path);

public sealed class Ceph20FormSlot(Ceph20Stores ceph) : SlotConformance(ceph.Path);

public sealed class Ceph20PatchedIsolation(Ceph20Stores ceph) : IsolationConformance(ceph.Patched);

public sealed class Ceph20PartSlot(Ceph20Stores ceph) : SlotConformance(ceph.Patched);

public sealed class Ceph20PathMultipart(Ceph20Stores ceph) : MultipartConformance(ceph.Path);

public sealed class Ceph20PatchedMultipart(Ceph20Stores ceph) : MultipartConformance(ceph.Patched);

public sealed class Ceph20UploadOnlyMultipart(Ceph20Stores ceph) : MultipartConformance(ceph.UploadOnly);

public sealed class Ceph20PatchedFormSlot(Ceph20Stores ceph) : SlotConformance(ceph.Patched, UploadTransport.Post);

public sealed class Ceph20PartRaces(Ceph20Stores ceph) : RaceConformance(ceph.Patched);

public sealed class Ceph20UploadOnlySlot(Ceph20Stores ceph) : SlotConformance(ceph.UploadOnly);

public sealed class Ceph20UploadOnlyIsolation(Ceph20Stores ceph) : IsolationConformance(ceph.UploadOnly);

public sealed class Ceph20UploadOnlyPart(Ceph20Stores ceph) : PartConformance(ceph.UploadOnly);

public sealed class Ceph20PathAttributes(Ceph20Stores ceph) : AttributeConformance(ceph.Path);

public sealed class Ceph20PathForm(Ceph20Stores ceph) : FormConformance(ceph.Path);

public sealed class Ceph20PathDownload(Ceph20Stores ceph) : DownloadConformance(ceph.Path);

public sealed class Ceph20PathSelection(Ceph20Stores ceph) : SelectionConformance(ceph.Path);

public sealed class Ceph20PathPlaylist(Ceph20Stores ceph) : PlaylistConformance(ceph.Path);

public sealed class Ceph20PathObjects(Ceph20Stores ceph) : ObjectStoreConformance(ceph.Path);

public sealed class Ceph20PathStoreUploads(Ceph20Stores ceph) : StoreUploadConformance(ceph.Path);

public sealed class Ceph20UploadOnlyStoreUploads(Ceph20Stores ceph) : StoreUploadConformance(ceph.UploadOnly);

public sealed class Ceph20PathIntegrity(Ceph20Stores ceph) : IntegrityConformance(ceph.Path);

public sealed class Ceph20PatchedChecksums(Ceph20Stores ceph) : ChecksumConformance(ceph.Patched);

public sealed class Ceph20PatchedReplacing(Ceph20Stores ceph) : ReplaceConformance(ceph.Patched);

public sealed class Ceph20PathSetup(Ceph20Stores ceph) : SetupConformance(ceph.Path);

public sealed class Ceph20VirtualHostPut(Ceph20Stores ceph) : PutConformance(ceph.VirtualHost);

public sealed class Ceph20PathUrlRefusals(Ceph20Stores ceph) : UrlRefusalConformance(ceph.Path);

public sealed class Ceph20PathKeyRefusals(Ceph20Stores ceph) : KeyRefusalConformance(ceph.Path);

public sealed class Ceph20PathHeaderRefusals(Ceph20Stores ceph) : HeaderRefusalConformance(ceph.Path);

public sealed class Ceph20PathAccountRefusals(Ceph20Stores ceph) : AccountRefusalConformance(ceph.Path);

public sealed class Ceph20PathAddressRefusals(Ceph20Stores ceph) : AddressRefusalConformance(ceph.Path);

public sealed class Ceph20PathFormRefusals(Ceph20Stores ceph) : FormRefusalConformance(ceph.Path);

public sealed class Ceph20UnsignedHeaderFacts(Ceph20Stores ceph) : CephUnsignedHeaderFacts(ceph);

public sealed class Ceph20ConditionFacts(Ceph20Stores ceph) : CephConditionFacts(ceph);

public sealed class Ceph20BucketOwnerFacts(Ceph20Stores ceph) : CephBucketOwnerFacts(ceph);

public sealed class Ceph20UploadFacts(Ceph20Stores ceph) : CephUploadFacts(ceph);

public sealed class Ceph20BodyFacts(Ceph20Stores ceph) : CephBodyFacts(ceph);

public sealed class Ceph20AnswerFacts(Ceph20Stores ceph) : CephAnswerFacts(ceph);

public sealed class Ceph20LockFacts(Ceph20Stores ceph) : CephLockFacts(ceph);

public sealed class Ceph20BucketSetup(Ceph20Stores ceph) : CephBucketSetupTests(ceph);

public sealed class Ceph20Setup(Ceph20Stores ceph) : CephSetupTests(ceph);

public sealed class Ceph20Versioning(Ceph20Stores ceph) : CephVersioningTests(ceph);

public sealed class Ceph20Encryption(Ceph20Stores ceph) : CephEncryptionTests(ceph);

public sealed class Ceph20UploadOnly(Ceph20Stores ceph) : CephUploadOnlyTests(ceph);

public sealed class Ceph20Region(Ceph20Stores ceph) : CephRegionTests(ceph);

public sealed class Ceph20Sessions(Ceph20Stores ceph) : CephSessionTests(ceph);

public sealed class Ceph20TokenRefusals(Ceph20Stores ceph) : CephSessionRefusals(ceph);
