using PresignKit.Conformance.Ceph.Facts;
using PresignKit.Conformance.Suites;
using PresignKit.Conformance.Suites.Refusals;

namespace PresignKit.Conformance.Ceph;

public sealed class CephPathPut(CephStores ceph) : PutConformance(ceph.Path);

public sealed class CephPathIsolation(CephStores ceph) : IsolationConformance(ceph.Path);

public sealed class CephPathPart(CephStores ceph) : PartConformance(ceph.Path);

public sealed class CephFormSlot(CephStores ceph) : SlotConformance(ceph.Path);

public sealed class CephPathMultipart(CephStores ceph) : MultipartConformance(ceph.Path);

public sealed class CephUploadOnlyMultipart(CephStores ceph) : MultipartConformance(ceph.UploadOnly);

public sealed class CephFormRaces(CephStores ceph) : RaceConformance(ceph.Path);

public sealed class CephUploadOnlyRaces(CephStores ceph) : RaceConformance(ceph.UploadOnly);

public sealed class CephVirtualHostFormSlot(CephStores ceph) : SlotConformance(ceph.VirtualHost);

public sealed class CephUploadOnlySlot(CephStores ceph) : SlotConformance(ceph.UploadOnly);

public sealed class CephUploadOnlyFormSlot(CephStores ceph) : SlotConformance(ceph.UploadOnly, UploadTransport.Post);

public sealed class CephPathAttributes(CephStores ceph) : AttributeConformance(ceph.Path);

public sealed class CephPathForm(CephStores ceph) : FormConformance(ceph.Path);

public sealed class CephPathDownload(CephStores ceph) : DownloadConformance(ceph.Path);

public sealed class CephPathSelection(CephStores ceph) : SelectionConformance(ceph.Path);

public sealed class CephPathPlaylist(CephStores ceph) : PlaylistConformance(ceph.Path);

public sealed class CephPathManifests(CephStores ceph) : ManifestConformance(ceph.Path);

public sealed class CephPathObjects(CephStores ceph) : ObjectStoreConformance(ceph.Path);

public sealed class CephPathStoreUploads(CephStores ceph) : StoreUploadConformance(ceph.Path);

public sealed class CephUploadOnlyStoreUploads(CephStores ceph) : StoreUploadConformance(ceph.UploadOnly);

public sealed class CephPathIntegrity(CephStores ceph) : IntegrityConformance(ceph.Path);

public sealed class CephPathChecksums(CephStores ceph) : ChecksumConformance(ceph.Path);

public sealed class CephPathReplacing(CephStores ceph) : ReplaceConformance(ceph.Path);

public sealed class CephPathSetup(CephStores ceph) : SetupConformance(ceph.Path);

public sealed class CephVirtualHostPut(CephStores ceph) : PutConformance(ceph.VirtualHost);

public sealed class CephVirtualHostIsolation(CephStores ceph) : IsolationConformance(ceph.VirtualHost);

public sealed class CephVirtualHostPart(CephStores ceph) : PartConformance(ceph.VirtualHost);

public sealed class CephVirtualHostAttributes(CephStores ceph) : AttributeConformance(ceph.VirtualHost);

public sealed class CephVirtualHostForm(CephStores ceph) : FormConformance(ceph.VirtualHost);

public sealed class CephVirtualHostDownload(CephStores ceph) : DownloadConformance(ceph.VirtualHost);

public sealed class CephVirtualHostPlaylist(CephStores ceph) : PlaylistConformance(ceph.VirtualHost);

public sealed class CephVirtualHostManifests(CephStores ceph) : ManifestConformance(ceph.VirtualHost);

public sealed class CephVirtualHostObjects(CephStores ceph) : ObjectStoreConformance(ceph.VirtualHost);

public sealed class CephVirtualHostSetup(CephStores ceph) : SetupConformance(ceph.VirtualHost);

public sealed class CephUploadOnlyPut(CephStores ceph) : PutConformance(ceph.UploadOnly);

public sealed class CephUploadOnlyIsolation(CephStores ceph) : IsolationConformance(ceph.UploadOnly);

public sealed class CephUploadOnlyPart(CephStores ceph) : PartConformance(ceph.UploadOnly);

public sealed class CephUploadOnlyAttributes(CephStores ceph) : AttributeConformance(ceph.UploadOnly);

public sealed class CephUploadOnlyForm(CephStores ceph) : FormConformance(ceph.UploadOnly);

public sealed class CephUploadOnlyObjects(CephStores ceph) : ObjectStoreConformance(ceph.UploadOnly);

public sealed class CephUploadOnlySetup(CephStores ceph) : SetupConformance(ceph.UploadOnly);

public sealed class CephPathUrlRefusals(CephStores ceph) : UrlRefusalConformance(ceph.Path);

public sealed class CephPathKeyRefusals(CephStores ceph) : KeyRefusalConformance(ceph.Path);

public sealed class CephPathHeaderRefusals(CephStores ceph) : HeaderRefusalConformance(ceph.Path);

public sealed class CephPathAccountRefusals(CephStores ceph) : AccountRefusalConformance(ceph.Path);

public sealed class CephPathAddressRefusals(CephStores ceph) : AddressRefusalConformance(ceph.Path);

public sealed class CephPathFormRefusals(CephStores ceph) : FormRefusalConformance(ceph.Path);

public sealed class CephVirtualHostUrlRefusals(CephStores ceph) : UrlRefusalConformance(ceph.VirtualHost);

public sealed class CephVirtualHostKeyRefusals(CephStores ceph) : KeyRefusalConformance(ceph.VirtualHost);

public sealed class CephVirtualHostHeaderRefusals(CephStores ceph) : HeaderRefusalConformance(ceph.VirtualHost);

public sealed class CephVirtualHostAccountRefusals(CephStores ceph) : AccountRefusalConformance(ceph.VirtualHost);

public sealed class CephVirtualHostFormRefusals(CephStores ceph) : FormRefusalConformance(ceph.VirtualHost);

public sealed class CephMachineUnsignedHeaderFacts(CephStores ceph) : CephUnsignedHeaderFacts(ceph);

public sealed class CephMachineConditionFacts(CephStores ceph) : CephConditionFacts(ceph);

public sealed class CephMachineBucketOwnerFacts(CephStores ceph) : CephBucketOwnerFacts(ceph);

public sealed class CephMachineUploadFacts(CephStores ceph) : CephUploadFacts(ceph);

public sealed class CephMachineBodyFacts(CephStores ceph) : CephBodyFacts(ceph);

public sealed class CephMachineAnswerFacts(CephStores ceph) : CephAnswerFacts(ceph);

public sealed class CephMachineLockFacts(CephStores ceph) : CephLockFacts(ceph);

public sealed class CephMachineBucketSetup(CephStores ceph) : CephBucketSetupTests(ceph);

public sealed class CephMachineSetup(CephStores ceph) : CephSetupTests(ceph);

public sealed class CephMachineVersioning(CephStores ceph) : CephVersioningTests(ceph);

public sealed class CephMachineEncryption(CephStores ceph) : CephEncryptionTests(ceph);

public sealed class CephMachineUploadOnly(CephStores ceph) : CephUploadOnlyTests(ceph);

public sealed class CephMachineRegion(CephStores ceph) : CephRegionTests(ceph);

public sealed class CephMachineSessions(CephStores ceph) : CephSessionTests(ceph);

public sealed class CephMachineTokenRefusals(CephStores ceph) : CephSessionRefusals(ceph);

public sealed class CephMachineRotation(CephStores ceph) : CephRotationTests(ceph);
