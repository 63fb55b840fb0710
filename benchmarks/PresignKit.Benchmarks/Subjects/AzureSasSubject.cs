using Azure.Storage;
using Azure.Storage.Blobs;
using Azure.Storage.Sas;

namespace PresignKit.Benchmarks.Subjects;

/// <summary>
/// Azure.Storage.Blobs: shared access signatures. A different scheme, with one HMAC of a short text, so it is not a peer but a reference: the time
/// of a widely used library for the simplest kind of signed URL.
/// </summary>
internal sealed class AzureSasSubject
{
    private readonly TimeProvider _clock = TimeProvider.System;

    private readonly BlobContainerClient _container = new(
        new Uri($"https://medialibrary.blob.core.windows.net/{Workload.Bucket}"),
        new StorageSharedKeyCredential("medialibrary", Convert.ToBase64String("an example, 64 bytes long as the keys of storage accounts are.."u8)));

    public string GetUrl(string key) =>
        _container.GetBlobClient(key).GenerateSasUri(BlobSasPermissions.Read, _clock.GetUtcNow() + Workload.Expiry).AbsoluteUri;
}
