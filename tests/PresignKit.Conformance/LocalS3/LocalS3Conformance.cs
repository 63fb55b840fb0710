using PresignKit.Conformance.LocalS3;
using PresignKit.Conformance.Suites;
using PresignKit.Conformance.Suites.Refusals;

[assembly: AssemblyFixture(typeof(LocalS3PathStore))]
[assembly: AssemblyFixture(typeof(LocalS3VirtualHostStore))]

namespace PresignKit.Conformance.LocalS3;

public sealed class LocalS3PathPut(LocalS3PathStore store) : PutConformance(store);

public sealed class LocalS3PathIsolation(LocalS3PathStore store) : IsolationConformance(store);

public sealed class LocalS3PathPart(LocalS3PathStore store) : PartConformance(store);

public sealed class LocalS3PathSlot(LocalS3PathStore store) : SlotConformance(store);

public sealed class LocalS3PathMultipart(LocalS3PathStore store) : MultipartConformance(store);

public sealed class LocalS3Races(LocalS3PathStore store) : RaceConformance(store);

public sealed class LocalS3FormRaces(LocalS3PathStore store) : RaceConformance(store, UploadTransport.Post);

public sealed class LocalS3FormSlot(LocalS3PathStore store) : SlotConformance(store, UploadTransport.Post);

public sealed class LocalS3PathAttributes(LocalS3PathStore store) : AttributeConformance(store);

public sealed class LocalS3PathForm(LocalS3PathStore store) : FormConformance(store);

public sealed class LocalS3PathDownload(LocalS3PathStore store) : DownloadConformance(store);

public sealed class LocalS3PathSelection(LocalS3PathStore store) : SelectionConformance(store);

public sealed class LocalS3PathManifests(LocalS3PathStore store) : ManifestConformance(store);

public sealed class LocalS3PathPlaylist(LocalS3PathStore store) : PlaylistConformance(store);

public sealed class LocalS3PathObjects(LocalS3PathStore store) : ObjectStoreConformance(store);

public sealed class LocalS3PathStoreUploads(LocalS3PathStore store) : StoreUploadConformance(store);

public sealed class LocalS3PathIntegrity(LocalS3PathStore store) : IntegrityConformance(store);

public sealed class LocalS3PathChecksums(LocalS3PathStore store) : ChecksumConformance(store);

public sealed class LocalS3PathReplacing(LocalS3PathStore store) : ReplaceConformance(store);

public sealed class LocalS3PathSetup(LocalS3PathStore store) : SetupConformance(store);

public sealed class LocalS3VirtualHostPut(LocalS3VirtualHostStore store) : PutConformance(store);

public sealed class LocalS3VirtualHostIsolation(LocalS3VirtualHostStore store) : IsolationConformance(store);

public sealed class LocalS3VirtualHostPart(LocalS3VirtualHostStore store) : PartConformance(store);

public sealed class LocalS3VirtualHostSlot(LocalS3VirtualHostStore store) : SlotConformance(store);

public sealed class LocalS3VirtualHostMultipart(LocalS3VirtualHostStore store) : MultipartConformance(store);

public sealed class LocalS3VirtualHostAttributes(LocalS3VirtualHostStore store) : AttributeConformance(store);

public sealed class LocalS3VirtualHostForm(LocalS3VirtualHostStore store) : FormConformance(store);

public sealed class LocalS3VirtualHostDownload(LocalS3VirtualHostStore store) : DownloadConformance(store);

public sealed class LocalS3VirtualHostPlaylist(LocalS3VirtualHostStore store) : PlaylistConformance(store);

public sealed class LocalS3VirtualHostManifests(LocalS3VirtualHostStore store) : ManifestConformance(store);

public sealed class LocalS3VirtualHostObjects(LocalS3VirtualHostStore store) : ObjectStoreConformance(store);

public sealed class LocalS3VirtualHostSetup(LocalS3VirtualHostStore store) : SetupConformance(store);

public sealed class LocalS3PathUrlRefusals(LocalS3PathStore store) : UrlRefusalConformance(store);

public sealed class LocalS3PathKeyRefusals(LocalS3PathStore store) : KeyRefusalConformance(store);

public sealed class LocalS3PathHeaderRefusals(LocalS3PathStore store) : HeaderRefusalConformance(store);

public sealed class LocalS3PathAccountRefusals(LocalS3PathStore store) : AccountRefusalConformance(store);

public sealed class LocalS3PathAddressRefusals(LocalS3PathStore store) : AddressRefusalConformance(store);

public sealed class LocalS3PathFormRefusals(LocalS3PathStore store) : FormRefusalConformance(store);

public sealed class LocalS3VirtualHostUrlRefusals(LocalS3VirtualHostStore store) : UrlRefusalConformance(store);

public sealed class LocalS3VirtualHostKeyRefusals(LocalS3VirtualHostStore store) : KeyRefusalConformance(store);

public sealed class LocalS3VirtualHostHeaderRefusals(LocalS3VirtualHostStore store) : HeaderRefusalConformance(store);

public sealed class LocalS3VirtualHostAccountRefusals(LocalS3VirtualHostStore store) : AccountRefusalConformance(store);

public sealed class LocalS3VirtualHostFormRefusals(LocalS3VirtualHostStore store) : FormRefusalConformance(store);
