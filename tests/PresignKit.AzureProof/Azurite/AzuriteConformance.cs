using PresignKit.AzureProof.Azurite;
using PresignKit.Conformance.Suites;

[assembly: AssemblyFixture(typeof(AzuriteStore))]

namespace PresignKit.AzureProof.Azurite;

public sealed class AzuritePut(AzuriteStore store) : PutConformance(store.Ready());

public sealed class AzuriteIsolation(AzuriteStore store) : IsolationConformance(store.Ready());

public sealed class AzuriteDownload(AzuriteStore store) : DownloadConformance(store.Ready());

public sealed class AzuriteObjects(AzuriteStore store) : ObjectStoreConformance(store.Ready());

public sealed class AzuriteUploads(AzuriteStore store) : StoreUploadConformance(store.Ready())
{
    // A block has nothing but an identifier and a size.
    protected override bool DetectsReplacedParts => false;
}
