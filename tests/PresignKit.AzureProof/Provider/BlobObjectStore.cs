using System.Runtime.CompilerServices;
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
                Metadata = StoredAttributes.None.Metadata.AddRange(
                    found.Metadata
                        .Where(pair => pair.Key != UploadRecord.UploadName)
                        .Select(pair => KeyValuePair.Create(pair.Key.ToLowerInvariant(), pair.Value))),
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
        ObjectKey key, ObjectProperties version, Memory<byte> destination, CancellationToken cancellationToken = default)
    {
        if (destination.IsEmpty)
        {
            return 0;
        }

        try
        {
            using var response = (await Blob(key).DownloadStreamingAsync(
                new() { Range = new(0, destination.Length), Conditions = new() { IfMatch = new ETag(version.ETag) } }, cancellationToken)).Value;
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

    public async Task<Stream> OpenReadAsync(ObjectKey key, ObjectProperties? version = null, CancellationToken cancellationToken = default)
    {
        try
        {
            var conditions = version is null ? null : new BlobRequestConditions { IfMatch = new ETag(version.ETag) };
            return (await Blob(key).DownloadStreamingAsync(new() { Conditions = conditions }, cancellationToken)).Value.Content;
        }
        catch (Exception exception) when (BlobFailure.Is(exception))
        {
            throw BlobFailure.From(exception, settings, $"reading '{key}'");
        }
    }

    public async Task<bool> PutAsync(
        ObjectKey key,
        Stream content,
        string contentType,
        StoredAttributes? attributes = null,
        bool createOnly = false,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(content);
        attributes ??= StoredAttributes.None;
        Check(attributes);
        try
        {
            await Blob(key).UploadAsync(
                content,
                new BlobUploadOptions
                {
                    HttpHeaders = Headers(contentType, attributes),
                    Metadata = new Dictionary<string, string>(attributes.Metadata),
                    Conditions = createOnly ? new() { IfNoneMatch = ETag.All } : null,
                },
                cancellationToken);
            return true;
        }
        catch (RequestFailedException exception) when (createOnly && exception.ErrorCode is "BlobAlreadyExists" or "ConditionNotMet")
        {
            return false;
        }
        catch (Exception exception) when (BlobFailure.Is(exception))
        {
            throw BlobFailure.From(exception, settings, $"storing '{key}'");
        }
    }

    public async Task CopyAsync(
        ObjectKey source, ObjectProperties version, ObjectKey destination, StoredAttributes attributes, CancellationToken cancellationToken = default)
    {
        Check(attributes);
        try
        {
            // Signed with the account key, which also authorizes the source ("Copy Blob").
            var copy = await Blob(destination).StartCopyFromUriAsync(
                Blob(source).Uri, new() { SourceConditions = new() { IfMatch = new ETag(version.ETag) } }, cancellationToken);
            await copy.WaitForCompletionAsync(cancellationToken);
            await DescribeAsync(Blob(destination), attributes, cancellationToken);
        }
        catch (Exception exception) when (BlobFailure.Is(exception))
        {
            throw BlobFailure.From(exception, settings, $"copying '{source}' to '{destination}'");
        }
    }

    public async IAsyncEnumerable<ListedObject> ListAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await using var found = container.GetBlobsAsync(
            new GetBlobsOptions { Prefix = prefix }, cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (await NextAsync(found, prefix))
        {
            if (found.Current.Name.StartsWith(UploadRecord.Folder, StringComparison.Ordinal))
            {
                continue;
            }

            var listed = found.Current.Properties;
            yield return new(found.Current.Name, listed.ContentLength ?? 0, listed.ETag?.ToString("H") ?? "", listed.LastModified ?? default);
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

    /// <summary>The profile supports none of these, so no policy has any.</summary>
    internal static void Check(StoredAttributes attributes)
    {
        if (attributes.Tags.Count > 0 || attributes.StorageClass is not null || attributes.Encryption != EncryptionRule.BucketDefault)
        {
            throw new NotSupportedException("A blob cannot have tags, a storage class, or an encryption of its own here.");
        }
    }

    // A copy has every header and all metadata of its source, including what the holder sent.
    private static async Task DescribeAsync(BlobClient copy, StoredAttributes attributes, CancellationToken cancellationToken)
    {
        var copied = (await copy.GetPropertiesAsync(cancellationToken: cancellationToken)).Value;
        await copy.SetHttpHeadersAsync(Headers(copied.ContentType, attributes, copied.ContentHash), cancellationToken: cancellationToken);
        if (copied.Metadata.Count > 0 || attributes.Metadata.Count > 0)
        {
            await copy.SetMetadataAsync(new Dictionary<string, string>(attributes.Metadata), cancellationToken: cancellationToken);
        }
    }

    private static BlobHttpHeaders Headers(string contentType, StoredAttributes attributes, byte[]? hash = null) => new()
    {
        ContentType = contentType,
        ContentHash = hash,
        CacheControl = attributes.CacheControl,
        ContentDisposition = attributes.ContentDisposition,
        ContentLanguage = attributes.ContentLanguage,
    };

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

    private async Task<bool> NextAsync(IAsyncEnumerator<BlobItem> found, string prefix)
    {
        try
        {
            return await found.MoveNextAsync();
        }
        catch (Exception exception) when (BlobFailure.Is(exception))
        {
            throw BlobFailure.From(exception, settings, $"listing '{prefix}'");
        }
    }

    private BlobClient Blob(ObjectKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return container.GetBlobClient(key.Value);
    }
}
