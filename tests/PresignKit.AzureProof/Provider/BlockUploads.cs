using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using PresignKit.Providers;

namespace PresignKit.AzureProof.Provider;

/// <summary>Uploads in parts as lists of blocks ("Put Block", "Get Block List", "Put Block List").</summary>
/// <remarks>
/// An upload is open as long as its <see cref="UploadRecord"/> exists. Blocks that are never committed cost storage until Azure discards them, at the latest
/// after a week, or until any blocks are committed under the key: there is no request that deletes them and leaves a blob under the key as it is.
/// </remarks>
internal sealed class BlockUploads(AzureBlobSettings settings, BlobContainerClient container) : IMultipartUploads
{
    private const string Taken = "BlobAlreadyExists";

    public async Task<string> CreateAsync(
        ObjectKey key, string contentType, StoredAttributes attributes, FileChecksumAlgorithm? checksum, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentException.ThrowIfNullOrEmpty(contentType);
        BlobObjectStore.Check(attributes);
        if (checksum is not null)
        {
            throw new NotSupportedException("Azure Blob Storage does not verify a SHA-256 of a block.");
        }

        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        await SendAsync(
            $"creating an upload of '{key}'",
            () => Record(id).UploadAsync(
                BinaryData.FromObjectAsJson(UploadRecord.Of(key, contentType, attributes)),
                new BlobUploadOptions { Conditions = new() { IfNoneMatch = ETag.All } },
                cancellationToken)).ConfigureAwait(false);
        return id;
    }

    public Task<IReadOnlyList<UploadedPart>?> ListPartsAsync(ObjectKey key, string uploadId, CancellationToken cancellationToken = default) =>
        SendAsync<IReadOnlyList<UploadedPart>?>(
            $"listing the parts of '{key}'",
            async () => await FindRecordAsync(key, uploadId, cancellationToken).ConfigureAwait(false) is null
                ? null
                : await BlocksAsync(key, uploadId, cancellationToken).ConfigureAwait(false));

    public Task<bool> CompleteAsync(
        ObjectKey key, string uploadId, IReadOnlyList<UploadedPart> parts, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(parts);
        if (parts.Count == 0 || Enumerable.Range(1, parts.Count - 1).Any(i => parts[i].Number <= parts[i - 1].Number))
        {
            throw new ArgumentException("There must be at least one part, and parts must be listed by number, each once.", nameof(parts));
        }

        return SendAsync(
            $"completing the upload of '{key}'",
            async () =>
            {
                if (await FindRecordAsync(key, uploadId, cancellationToken).ConfigureAwait(false) is not { } record
                    || !await TryCommitAsync(key, uploadId, record, parts, cancellationToken).ConfigureAwait(false))
                {
                    return false;
                }

                await Record(uploadId).DeleteIfExistsAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
                return true;
            });
    }

    public async IAsyncEnumerable<OpenUpload> ListUploadsAsync(
        string prefix, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        await using var records = container
            .GetBlobsAsync(new GetBlobsOptions { Prefix = UploadRecord.Folder }, cancellationToken)
            .GetAsyncEnumerator(cancellationToken);
        while (await SendAsync("listing open uploads", async () => await records.MoveNextAsync().ConfigureAwait(false)).ConfigureAwait(false))
        {
            var id = records.Current.Name[UploadRecord.Folder.Length..];
            var record = await SendAsync("listing open uploads", () => FindRecordAsync(id, cancellationToken)).ConfigureAwait(false);
            if (record?.Key.StartsWith(prefix, StringComparison.Ordinal) == true)
            {
                yield return new(record.Key, id, records.Current.Properties.CreatedOn ?? default);
            }
        }
    }

    public Task AbortAsync(ObjectKey key, string uploadId, CancellationToken cancellationToken = default) => SendAsync(
        $"aborting the upload of '{key}'",
        async () =>
        {
            // Without its record, no block of it is ever committed, nor one that is being sent.
            if (await FindRecordAsync(key, uploadId, cancellationToken).ConfigureAwait(false) is not null)
            {
                await Record(uploadId).DeleteIfExistsAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
            }

            return true;
        });

    private async Task<bool> TryCommitAsync(
        ObjectKey key, string uploadId, UploadRecord record, IReadOnlyList<UploadedPart> parts, CancellationToken cancellationToken)
    {
        var blocks = await BlocksAsync(key, uploadId, cancellationToken).ConfigureAwait(false);
        if (!parts.All(blocks.Contains))
        {
            return await IsEndedAsync(key, uploadId, cancellationToken).ConfigureAwait(false) ? false : throw Changed(key);
        }

        try
        {
            await Blob(key).CommitBlockListAsync(
                parts.Select(part => BlockIds.Of(uploadId, part.Number)),
                new CommitBlockListOptions
                {
                    HttpHeaders = new BlobHttpHeaders
                    {
                        ContentType = record.ContentType,
                        CacheControl = record.CacheControl,
                        ContentLanguage = record.ContentLanguage,
                        ContentDisposition = record.ContentDisposition,
                    },
                    Metadata = new Dictionary<string, string>(record.Metadata) { [UploadRecord.UploadName] = uploadId },
                    Conditions = new() { IfNoneMatch = ETag.All },
                },
                cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (RequestFailedException exception) when (exception.Status == 412 || exception.ErrorCode is Taken or "InvalidBlockList" or "InvalidBlobOrBlock")
        {
            if (await IsEndedAsync(key, uploadId, cancellationToken).ConfigureAwait(false))
            {
                return false;
            }

            throw exception.Status == 412 || exception.ErrorCode == Taken
                ? BlobFailure.Because(ErrorCodes.ObjectExists, exception, settings, $"completing the upload of '{key}'")
                : Changed(key, exception);
        }
    }

    /// <summary>Whether another request has completed or aborted the upload: the blob that it became says so, or its record is gone.</summary>
    private async Task<bool> IsEndedAsync(ObjectKey key, string uploadId, CancellationToken cancellationToken)
    {
        try
        {
            var found = (await Blob(key).GetPropertiesAsync(cancellationToken: cancellationToken).ConfigureAwait(false)).Value;
            if (found.Metadata.TryGetValue(UploadRecord.UploadName, out var id) && id == uploadId)
            {
                return true;
            }
        }
        catch (RequestFailedException exception) when (exception.Status == 404)
        {
            // No blob is under the key.
        }

        return await FindRecordAsync(key, uploadId, cancellationToken).ConfigureAwait(false) is null;
    }

    private async Task<List<UploadedPart>> BlocksAsync(ObjectKey key, string uploadId, CancellationToken cancellationToken)
    {
        try
        {
            var list = (await Blob(key).GetBlockListAsync(BlockListTypes.Uncommitted, cancellationToken: cancellationToken).ConfigureAwait(false)).Value;
            return
            [
                .. from block in list.UncommittedBlocks
                   let number = BlockIds.NumberOf(uploadId, block.Name)
                   where number is not null
                   orderby number
                   select new UploadedPart(number.Value, block.SizeLong, $"\"{block.Name}\""),
            ];
        }
        catch (RequestFailedException exception) when (exception.ErrorCode == "BlobNotFound")
        {
            return [];
        }
    }

    private async Task<UploadRecord?> FindRecordAsync(ObjectKey key, string uploadId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentException.ThrowIfNullOrEmpty(uploadId);
        return await FindRecordAsync(uploadId, cancellationToken).ConfigureAwait(false) is { } record && record.Key == key.Value ? record : null;
    }

    private async Task<UploadRecord?> FindRecordAsync(string uploadId, CancellationToken cancellationToken)
    {
        try
        {
            return (await Record(uploadId).DownloadContentAsync(cancellationToken).ConfigureAwait(false)).Value.Content.ToObjectFromJson<UploadRecord>();
        }
        catch (RequestFailedException exception) when (exception.ErrorCode == "BlobNotFound")
        {
            return null;
        }
    }

    private async Task<T> SendAsync<T>(string doing, Func<Task<T>> sendAsync)
    {
        try
        {
            return await sendAsync().ConfigureAwait(false);
        }
        catch (Exception exception) when (BlobFailure.Is(exception))
        {
            throw BlobFailure.From(exception, settings, doing);
        }
    }

    private StoreException Changed(ObjectKey key, Exception? exception = null) => BlobFailure.Because(
        ErrorCodes.ObjectChanged, exception ?? new InvalidOperationException("The list of blocks has changed."), settings, $"completing the upload of '{key}'");

    private BlockBlobClient Blob(ObjectKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return container.GetBlockBlobClient(key.Value);
    }

    private BlobClient Record(string uploadId) => container.GetBlobClient(UploadRecord.Folder + uploadId);
}
