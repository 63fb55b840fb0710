using Azure.Storage;
using Azure.Storage.Blobs;
using PresignKit.Providers;

namespace PresignKit.AzureProof.Provider;

/// <summary>A container of Azure Blob Storage; the account's key signs, so a session never ends.</summary>
internal sealed class AzureBlobProvider : IStoreProvider
{
    private readonly SasSigningSession _session;

    public AzureBlobProvider(AzureBlobSettings settings)
    {
        var credential = new StorageSharedKeyCredential(settings.AccountName, settings.AccountKey);
        // A name is what it is: by default the client cuts slashes off its ends and goes to another blob.
        var options = new BlobClientOptions { TrimBlobNameSlashes = false };
        options.Retry.MaxRetries = 1;
        _session = new(settings, credential);
        Profile = settings.Profile;
        Objects = new BlobObjectStore(settings, new(new Uri($"{settings.Endpoint}/{settings.Container}"), credential, options));
    }

    public StoreProfile Profile { get; }

    public IObjectStore Objects { get; }

    public ValueTask<ISigningSession> OpenSessionAsync(CancellationToken cancellationToken) => new(_session);
}
