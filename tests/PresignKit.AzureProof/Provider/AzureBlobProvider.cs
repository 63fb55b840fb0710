using Azure.Storage;
using Azure.Storage.Blobs;
using PresignKit.Providers;

namespace PresignKit.AzureProof.Provider;

/// <summary>A container of Azure Blob Storage. The account key signs, so a session never ends.</summary>
internal sealed class AzureBlobProvider : IStoreProvider
{
    private readonly SasSigningSession _session;

    public AzureBlobProvider(AzureBlobSettings settings)
    {
        var credential = new StorageSharedKeyCredential(settings.AccountName, settings.AccountKey);
        // By default, the client trims slashes from the ends of a name, and so accesses another blob.
        var options = new BlobClientOptions { TrimBlobNameSlashes = false };
        options.Retry.MaxRetries = 1;
        _session = new(settings, credential);
        Profile = settings.Profile;
        var container = new BlobContainerClient(new Uri($"{settings.Endpoint}/{settings.Container}"), credential, options);
        Objects = new BlobObjectStore(settings, container);
        Uploads = new BlockUploads(settings, container);
    }

    public StoreProfile Profile { get; }

    public IObjectStore Objects { get; }

    public IMultipartUploads Uploads { get; }

    public ValueTask<ISigningSession> OpenSessionAsync(CancellationToken cancellationToken) => new(_session);
}
