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

    /// <summary>The upload, if the id is one of this key: an upload id is worthless with another key.</summary>
    public StoredUpload? FindUpload(string key, string uploadId)
    {
        lock (_gate)
        {
            return Get(key, uploadId)?.Record;
        }
    }

    /// <summary>The parts in order of their numbers; <see langword="null"/> when there is no such upload.</summary>
    public IReadOnlyList<StoredPart>? FindParts(string key, string uploadId)
    {
        lock (_gate)
        {
            return Get(key, uploadId)?.Parts.Values.ToList();
        }
    }

    /// <summary>All uploads, in the order of their keys and then of their beginning.</summary>
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

    /// <summary>Stores a part, replacing one of the same number. The caller keeps its own lease on the segments.</summary>
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

    /// <summary>Makes the upload an object by one rename: the object's record points at the parts' bodies. Parts that were not listed go.</summary>
    public WriteOutcome Complete(string uploadId, StoredObject value, WriteCondition condition)
    {
        using var pending = PendingRecord.Write(layout, value, StorageJson.Default.StoredObject);
        lock (_gate)
        {
            if (Get(value.Key, uploadId) is not { } upload)
            {
                return WriteOutcome.NoSuchUpload;
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
        // The upload's own record first: without it, what is left of the folder is swept at the next start.
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
