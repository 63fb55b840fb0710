using PresignKit.Conformance.MinIO;
using PresignKit.Conformance.Suites;

[assembly: AssemblyFixture(typeof(MinioStore))]

namespace PresignKit.Conformance.MinIO;

public sealed class MinioPut(MinioStore store) : PutConformance(store.Running);

public sealed class MinioIsolation(MinioStore store) : IsolationConformance(store.Running);

public sealed class MinioPart(MinioStore store) : PartConformance(store.Running);

public sealed class MinioAttributes(MinioStore store) : AttributeConformance(store.Running);

public sealed class MinioForm(MinioStore store) : FormConformance(store.Running);

public sealed class MinioDownload(MinioStore store) : DownloadConformance(store.Running);

public sealed class MinioSelection(MinioStore store) : SelectionConformance(store.Running);

public sealed class MinioPlaylist(MinioStore store) : PlaylistConformance(store.Running);

public sealed class MinioManifests(MinioStore store) : ManifestConformance(store.Running);

public sealed class MinioObjects(MinioStore store) : ObjectStoreConformance(store.Running);

public sealed class MinioStoreUploads(MinioStore store) : StoreUploadConformance(store.Running);

public sealed class MinioIntegrity(MinioStore store) : IntegrityConformance(store.Running);

public sealed class MinioChecksums(MinioStore store) : ChecksumConformance(store.Running);

public sealed class MinioReplacing(MinioStore store) : ReplaceConformance(store.Running);
