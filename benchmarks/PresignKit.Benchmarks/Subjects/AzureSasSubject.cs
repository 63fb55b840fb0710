using Azure.Storage;
using Azure.Storage.Blobs;
using Azure.Storage.Sas;

namespace PresignKit.Benchmarks.Subjects;

/// <summary>
/// Azure.Storage.Blobs: shared access signatures. Another scheme, with one HMAC over a short text, so no peer but a yardstick: what a
/// widely used library takes for a signed URL of the simplest kind.
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
