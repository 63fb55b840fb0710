using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using PresignKit.Providers;

namespace PresignKit.AzureProof.Provider;

/// <summary>The backend's own operations, with the Azure client.</summary>
internal sealed class BlobObjectStore(AzureBlobSettings settings, BlobContainerClient container) : IObjectStore
{
    public async Task<ObjectProperties?> FindAsync(ObjectKey key, CancellationToken cancellationToken = default)
    {
        try
        {
            var found = (await Blob(key).GetPropertiesAsync(cancellationToken: cancellationToken)).Value;
            return new(
                found.ContentLength,
                string.IsNullOrEmpty(found.ContentType) ? null : found.ContentType,
                found.ETag.ToString("H"),
                found.LastModified)
            {
                ContentEncoding = string.IsNullOrEmpty(found.ContentEncoding) ? null : found.ContentEncoding,
            };
        }
        catch (RequestFailedException exception) when (exception.ErrorCode == "BlobNotFound")
        {
            return null;
        }
        catch (Exception exception) when (BlobFailure.Is(exception))
        {
            throw BlobFailure.From(exception, settings, $"looking for '{key}'");
        }
    }

    public async Task<int> ReadStartAsync(
        ObjectKey key, string etag, Memory<byte> destination, CancellationToken cancellationToken = default)
    {
        if (destination.IsEmpty)
        {
            return 0;
        }

        try
        {
            using var response = (await Blob(key).DownloadStreamingAsync(
                new() { Range = new(0, destination.Length), Conditions = new() { IfMatch = new ETag(etag) } }, cancellationToken)).Value;
            return await response.Content.ReadAtLeastAsync(destination, destination.Length, throwOnEndOfStream: false, cancellationToken);
        }
        catch (RequestFailedException exception) when (exception.Status == 416)
        {
            // An empty blob has no first byte.
            return 0;
        }
        catch (RequestFailedException exception) when (exception.Status == 412)
        {
            // Azurite also reports a failed condition for a blob that does not exist.
            var code = await FindAsync(key, cancellationToken) is null ? ErrorCodes.ObjectNotFound : ErrorCodes.ObjectChanged;
            throw BlobFailure.Because(code, exception, settings, $"reading '{key}'");
        }
        catch (Exception exception) when (BlobFailure.Is(exception))
        {
            throw BlobFailure.From(exception, settings, $"reading '{key}'");
        }
    }

    public async Task CopyAsync(
        ObjectKey source, string etag, ObjectKey destination, StoredAttributes attributes, CancellationToken cancellationToken = default)
    {
        // The profile supports none, so no policy has any.
        if (attributes != StoredAttributes.None)
        {
            throw new NotSupportedException("A copy cannot have attributes other than its content type.");
        }

        try
        {
            // Signed with the account key, which also authorizes the source ("Copy Blob").
            var copy = await Blob(destination).StartCopyFromUriAsync(
                Blob(source).Uri, new() { SourceConditions = new() { IfMatch = new ETag(etag) } }, cancellationToken);
            await copy.WaitForCompletionAsync(cancellationToken);
            await StripAsync(Blob(destination), cancellationToken);
        }
        catch (Exception exception) when (BlobFailure.Is(exception))
        {
            throw BlobFailure.From(exception, settings, $"copying '{source}' to '{destination}'");
        }
    }

    public async Task DeleteAsync(ObjectKey key, CancellationToken cancellationToken = default)
    {
        try
        {
            await DeleteWithSnapshotsAsync(Blob(key), cancellationToken);
        }
        catch (RequestFailedException exception) when (exception.ErrorCode == "LeaseIdMissing")
        {
            await BreakLeaseAndDeleteAsync(key, cancellationToken);
        }
        catch (Exception exception) when (BlobFailure.Is(exception))
        {
            throw BlobFailure.From(exception, settings, $"deleting '{key}'");
        }
    }

    // A copy has every header and all metadata of its source, including what the holder sent.
    private static async Task StripAsync(BlobClient copy, CancellationToken cancellationToken)
    {
        var copied = (await copy.GetPropertiesAsync(cancellationToken: cancellationToken)).Value;
        await copy.SetHttpHeadersAsync(new() { ContentType = copied.ContentType, ContentHash = copied.ContentHash }, cancellationToken: cancellationToken);
        if (copied.Metadata.Count > 0)
        {
            await copy.SetMetadataAsync(new Dictionary<string, string>(), cancellationToken: cancellationToken);
        }
    }

    // Permission to write a blob includes leasing it, which would prevent its deletion.
    private async Task BreakLeaseAndDeleteAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        try
        {
            await Blob(key).GetBlobLeaseClient().BreakAsync(TimeSpan.Zero, cancellationToken: cancellationToken);
            await DeleteWithSnapshotsAsync(Blob(key), cancellationToken);
        }
        catch (Exception exception) when (BlobFailure.Is(exception))
        {
            throw BlobFailure.From(exception, settings, $"deleting '{key}'");
        }
    }

    // Permission to create a blob includes taking snapshots, and a blob with snapshots must be deleted together with them.
    private static async Task DeleteWithSnapshotsAsync(BlobClient blob, CancellationToken cancellationToken)
    {
        try
        {
            await blob.DeleteAsync(DeleteSnapshotsOption.IncludeSnapshots, cancellationToken: cancellationToken);
        }
        catch (RequestFailedException exception) when (exception.ErrorCode == "BlobNotFound")
        {
            // Deleting a blob that does not exist is not an error.
        }
    }

    private BlobClient Blob(ObjectKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return container.GetBlobClient(key.Value);
    }
}
