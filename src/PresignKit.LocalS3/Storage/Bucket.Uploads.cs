namespace PresignKit.LocalS3.Storage;

/// <summary>The multipart uploads of a bucket.</summary>
/// <remarks>
/// Each upload has one lock. Storing a part, completing and aborting hold it from the moment they look at the upload until their record has been
/// switched, so that each of them sees the others either entirely or not at all: a completion reads the parts and writes the object's record
/// without a part being replaced in between, a part that comes later finds that the upload has ended, and of several completions the first one
/// wins. The record of an ended upload is deleted after the object's record has been flushed; a start that finds both deletes the upload.
/// </remarks>
internal sealed partial class Bucket
{
    private readonly Dictionary<string, Upload> _uploads = new(StringComparer.Ordinal);

    public bool TryCreateUpload(StoredUpload record)
    {
        using var pending = PendingRecord.Write(layout, record, StorageJson.Default.StoredUpload);
        var folder = layout.UploadFolder(Name, record.UploadId);
        lock (_gate)
        {
            if (_closed)
            {
                return false;
            }

            Directory.CreateDirectory(folder);
            pending.Commit(layout.UploadFile(Name, record.UploadId));
            _uploads.Add(record.UploadId, new Upload(record));
        }

        DirectorySync.Flush(folder);
        DirectorySync.Flush(layout.UploadsFolder(Name));
        return true;
    }

    /// <summary>The upload, if the upload ID belongs to this key. An upload ID is invalid with any other key.</summary>
    public StoredUpload? FindUpload(string key, string uploadId) => Get(key, uploadId)?.Record;

    /// <summary>The parts in the order of their numbers, or <see langword="null"/> if the upload does not exist.</summary>
    public IReadOnlyList<StoredPart>? FindParts(string key, string uploadId)
    {
        if (Get(key, uploadId) is not { } upload)
        {
            return null;
        }

        lock (upload.Gate)
        {
            return upload.Ended ? null : [.. upload.Parts.Values];
        }
    }

    /// <summary>All uploads, ordered by key and then by upload ID.</summary>
    public IReadOnlyList<StoredUpload> ListUploads(string prefix)
    {
        lock (_gate)
        {
            return _uploads.Values
                .Select(upload => upload.Record)
                .Where(record => record.Key.StartsWith(prefix, StringComparison.Ordinal))
                .OrderBy(record => record.Key, KeyOrder.Instance)
                .ThenBy(record => record.UploadId, StringComparer.Ordinal)
                .ToList();
        }
    }

    /// <summary>Stores a part and replaces any part with the same number. The caller keeps its own lease on the segments.</summary>
    public WriteOutcome PutPart(string key, string uploadId, StoredPart part)
    {
        if (Get(key, uploadId) is not { } upload)
        {
            return WriteOutcome.NoSuchUpload;
        }

        using var pending = PendingRecord.Write(layout, part, StorageJson.Default.StoredPart);
        StoredPart? replaced;
        lock (upload.Gate)
        {
            if (upload.Ended)
            {
                return WriteOutcome.NoSuchUpload;
            }

            pending.Commit(layout.PartFile(Name, uploadId, part.PartNumber));
            Bodies.Retain(part.Segments);
            replaced = upload.Parts.GetValueOrDefault(part.PartNumber);
            upload.Parts[part.PartNumber] = part;
        }

        DirectorySync.Flush(layout.UploadFolder(Name, uploadId));
        if (replaced is not null)
        {
            Bodies.Release(replaced.Segments);
        }

        return WriteOutcome.Done;
    }

    /// <summary>Turns the upload into an object by one rename: the object's record refers to the parts' bodies. Unlisted parts are deleted.</summary>
    /// <param name="key">The object's key.</param>
    /// <param name="uploadId">The upload.</param>
    /// <param name="describe">Makes the object from the upload and its parts, or throws. It is called under the upload's lock.</param>
    /// <param name="condition">The condition on the object that is replaced.</param>
    public (WriteOutcome Outcome, StoredObject? Value) Complete(
        string key, string uploadId, Func<StoredUpload, IReadOnlyList<StoredPart>, StoredObject> describe, WriteCondition condition)
    {
        if (Get(key, uploadId) is not { } upload)
        {
            return (WriteOutcome.NoSuchUpload, null);
        }

        StoredObject value;
        StoredObject? replaced;
        lock (upload.Gate)
        {
            if (upload.Ended)
            {
                return (WriteOutcome.NoSuchUpload, null);
            }

            value = describe(upload.Record, [.. upload.Parts.Values]);
            using var pending = PendingRecord.Write(layout, value, StorageJson.Default.StoredObject);
            lock (_gate)
            {
                var outcome = _closed ? WriteOutcome.NoSuchBucket : Check(_objects.GetValueOrDefault(key), condition);
                if (outcome != WriteOutcome.Done)
                {
                    return (outcome, null);
                }

                replaced = Commit(value, pending);
                _uploads.Remove(uploadId);
            }

            upload.Ended = true;
        }

        Settle(replaced);
        StoreCleanup.DeleteUploadRecord(layout.UploadFile(Name, uploadId));
        Remove(upload);
        return (WriteOutcome.Done, value);
    }

    /// <summary>The object that this upload has already become, if it was completed with the same list of parts and is still the current one.</summary>
    public StoredObject? FindCompleted(string key, string uploadId, string completedParts)
    {
        if (Find(key) is not { } value || value.CompletedUpload != uploadId || value.CompletedParts != completedParts)
        {
            return null;
        }

        // The request that completed the upload may not have come to this yet.
        DirectorySync.Flush(layout.ObjectsFolder(Name));
        return value;
    }

    public WriteOutcome Abort(string key, string uploadId)
    {
        if (Get(key, uploadId) is not { } upload)
        {
            return WriteOutcome.NoSuchUpload;
        }

        lock (upload.Gate)
        {
            if (upload.Ended)
            {
                return WriteOutcome.NoSuchUpload;
            }

            File.Delete(layout.UploadFile(Name, uploadId));
            upload.Ended = true;
            lock (_gate)
            {
                _uploads.Remove(uploadId);
            }
        }

        Remove(upload);
        return WriteOutcome.Done;
    }

    private Upload? Get(string key, string uploadId)
    {
        lock (_gate)
        {
            return _uploads.TryGetValue(uploadId, out var upload) && upload.Record.Key == key ? upload : null;
        }
    }

    // The upload's own record is gone from disk: without it, the rest of the folder is deleted at the next start.
    private void Remove(Upload upload)
    {
        var folder = layout.UploadFolder(Name, upload.Record.UploadId);
        DirectorySync.Flush(folder);
        StoreCleanup.DeleteUpload(folder);
        DirectorySync.Flush(layout.UploadsFolder(Name));
        ReleaseParts([upload]);
    }

    private List<Upload> EndUploads()
    {
        List<Upload> ended;
        lock (_gate)
        {
            ended = [.. _uploads.Values];
            _uploads.Clear();
        }

        // Not under the bucket's lock, which a completion takes after the upload's.
        foreach (var upload in ended)
        {
            lock (upload.Gate)
            {
                upload.Ended = true;
            }
        }

        return ended;
    }

    private void ReleaseParts(IReadOnlyList<Upload> ended)
    {
        foreach (var part in ended.SelectMany(upload => upload.Parts.Values))
        {
            Bodies.Release(part.Segments);
        }
    }

    private sealed class Upload(StoredUpload record)
    {
        public Lock Gate { get; } = new();

        public StoredUpload Record { get; } = record;

        public SortedDictionary<int, StoredPart> Parts { get; } = [];

        /// <summary>Completed, aborted, or deleted with its bucket.</summary>
        public bool Ended { get; set; }
    }
}
