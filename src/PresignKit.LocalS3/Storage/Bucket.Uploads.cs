namespace PresignKit.LocalS3.Storage;

internal sealed partial class Bucket
{
    private readonly Dictionary<string, Upload> _uploads = new(StringComparer.Ordinal);

    public bool TryCreateUpload(StoredUpload record)
    {
        using var pending = PendingRecord.Write(layout, record, StorageJson.Default.StoredUpload);
        lock (_gate)
        {
            if (_deleted)
            {
                return false;
            }

            Directory.CreateDirectory(layout.UploadFolder(Name, record.UploadId));
            pending.Commit(layout.UploadFile(Name, record.UploadId));
            _uploads.Add(record.UploadId, new Upload(record));
            return true;
        }
    }

    /// <summary>The upload, if the upload ID belongs to this key. An upload ID is invalid with any other key.</summary>
    public StoredUpload? FindUpload(string key, string uploadId)
    {
        lock (_gate)
        {
            return Get(key, uploadId)?.Record;
        }
    }

    /// <summary>The parts in the order of their numbers, or <see langword="null"/> if the upload does not exist.</summary>
    public IReadOnlyList<StoredPart>? FindParts(string key, string uploadId)
    {
        lock (_gate)
        {
            return Get(key, uploadId)?.Parts.Values.ToList();
        }
    }

    /// <summary>All uploads, ordered by key and then by start time.</summary>
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
        using var pending = PendingRecord.Write(layout, part, StorageJson.Default.StoredPart);
        lock (_gate)
        {
            if (Get(key, uploadId) is not { } upload)
            {
                return WriteOutcome.NoSuchUpload;
            }

            Bodies.Retain(part.Segments);
            pending.Commit(layout.PartFile(Name, uploadId, part.PartNumber));
            if (upload.Parts.TryGetValue(part.PartNumber, out var replaced))
            {
                Bodies.Release(replaced.Segments);
            }

            upload.Parts[part.PartNumber] = part;
            return WriteOutcome.Done;
        }
    }

    /// <summary>
    /// Turns the upload into an object by one rename: the object's record refers to the parts' bodies. Unlisted parts are deleted. If one of the
    /// parts has been replaced since they were looked up, nothing happens: the object would refer to a body that is gone.
    /// </summary>
    public WriteOutcome Complete(string uploadId, IReadOnlyList<StoredPart> parts, StoredObject value, WriteCondition condition)
    {
        using var pending = PendingRecord.Write(layout, value, StorageJson.Default.StoredObject);
        lock (_gate)
        {
            if (Get(value.Key, uploadId) is not { } upload)
            {
                return WriteOutcome.NoSuchUpload;
            }

            if (parts.Any(part => !ReferenceEquals(part, upload.Parts.GetValueOrDefault(part.PartNumber))))
            {
                return WriteOutcome.PartsReplaced;
            }

            var outcome = Check(_objects.GetValueOrDefault(value.Key), condition);
            if (outcome != WriteOutcome.Done)
            {
                return outcome;
            }

            Commit(value, pending);
            Remove(upload);
            return WriteOutcome.Done;
        }
    }

    public WriteOutcome Abort(string key, string uploadId)
    {
        lock (_gate)
        {
            if (Get(key, uploadId) is not { } upload)
            {
                return WriteOutcome.NoSuchUpload;
            }

            Remove(upload);
            return WriteOutcome.Done;
        }
    }

    private Upload? Get(string key, string uploadId) =>
        _uploads.TryGetValue(uploadId, out var upload) && upload.Record.Key == key ? upload : null;

    private void Remove(Upload upload)
    {
        _uploads.Remove(upload.Record.UploadId);
        // Delete the upload's own record first: without it, the rest of the folder is deleted at the next start.
        File.Delete(layout.UploadFile(Name, upload.Record.UploadId));
        Directory.Delete(layout.UploadFolder(Name, upload.Record.UploadId), recursive: true);
        foreach (var part in upload.Parts.Values)
        {
            Bodies.Release(part.Segments);
        }
    }

    private sealed class Upload(StoredUpload record)
    {
        public StoredUpload Record { get; } = record;

        public SortedDictionary<int, StoredPart> Parts { get; } = [];
    }
}
