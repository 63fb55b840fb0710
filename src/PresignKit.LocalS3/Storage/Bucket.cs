namespace PresignKit.LocalS3.Storage;

/// <summary>One bucket: its records in memory, in sync with its records on disk.</summary>
/// <remarks>
/// <para>The discipline of all writes, which keeps two rules in every crash: no record exists without its body, and what was acknowledged
/// stays.</para>
/// <list type="number">
/// <item>A body is written and flushed, then its folder is flushed. It has no lock, because nothing refers to it.</item>
/// <item>The new record is written and flushed under a temporary name.</item>
/// <item>Under the lock, conditions are checked (is the key free, does the entity tag still match, does the bucket exist), and one rename or one
/// deletion of a record switches the disk. The memory follows. Nothing else happens on disk under this lock.</item>
/// <item>The record's folder is flushed.</item>
/// <item>Bodies that only the old record referred to are deleted; a reader that is still sending one keeps it until it has finished.</item>
/// <item>The response is sent.</item>
/// </list>
/// <para>An upload has a lock of its own (see the part of this class in Bucket.Uploads.cs), which is taken before the bucket's lock, never after
/// it.</para>
/// </remarks>
internal sealed partial class Bucket(StoreLayout layout, BodyFiles bodies, StoredBucket record)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, StoredObject> _objects = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _keys = new(KeyOrder.Instance);
    private StoredBucket _record = record;
    private bool _closed; // Deleted, or the store has been closed.

    public string Name { get; } = record.Name;

    public DateTimeOffset Created { get; } = record.Created;

    public IReadOnlyList<CorsRule>? Cors => Volatile.Read(ref _record).Cors;

    public BodyFiles Bodies { get; } = bodies;

    public StoredObject? Find(string key)
    {
        lock (_gate)
        {
            return _objects.GetValueOrDefault(key);
        }
    }

    /// <summary>The object and a lease on its bytes, taken atomically.</summary>
    public ObjectLease? Open(string key)
    {
        lock (_gate)
        {
            return _objects.TryGetValue(key, out var found) ? new ObjectLease(found, new BodyLease(Bodies, found.Segments)) : null;
        }
    }

    /// <summary>Stores <paramref name="value"/> under its key if <paramref name="condition"/> is met. The caller keeps its own lease on the segments.</summary>
    public WriteOutcome Put(StoredObject value, WriteCondition condition)
    {
        using var pending = PendingRecord.Write(layout, value, StorageJson.Default.StoredObject);
        StoredObject? replaced;
        lock (_gate)
        {
            var outcome = _closed ? WriteOutcome.NoSuchBucket : Check(_objects.GetValueOrDefault(value.Key), condition);
            if (outcome != WriteOutcome.Done)
            {
                return outcome;
            }

            replaced = Commit(value, pending);
        }

        Settle(replaced);
        return WriteOutcome.Done;
    }

    /// <summary>Deletes the objects that exist. The folder is flushed in any case: another request may have deleted one of them a moment ago.</summary>
    public void Delete(IReadOnlyList<string> keys)
    {
        var removed = new List<StoredObject>();
        foreach (var key in keys)
        {
            lock (_gate)
            {
                if (_closed || !_objects.TryGetValue(key, out var found))
                {
                    continue;
                }

                // Delete from disk first: if that fails, the memory still matches the disk.
                File.Delete(layout.ObjectFile(Name, key));
                _objects.Remove(key);
                _keys.Remove(key);
                removed.Add(found);
            }
        }

        Settle(removed);
    }

    /// <summary>Whether a write under <paramref name="condition"/> could succeed now. Used to reject a request before its body is read.</summary>
    public WriteOutcome Check(string key, WriteCondition condition) => Check(Find(key), condition);

    public WriteOutcome SetCors(IReadOnlyList<CorsRule>? rules)
    {
        lock (_gate)
        {
            if (_closed)
            {
                return WriteOutcome.NoSuchBucket;
            }

            var changed = _record with { Cors = rules };
            using var pending = PendingRecord.Write(layout, changed, StorageJson.Default.StoredBucket);
            pending.Commit(layout.BucketFile(Name));
            Volatile.Write(ref _record, changed);
        }

        DirectorySync.Flush(layout.BucketFolder(Name));
        return WriteOutcome.Done;
    }

    /// <summary>Deletes the bucket's record if it has no objects. From then on, writes in progress are refused. <see cref="Discard"/> deletes the
    /// rest.</summary>
    public bool TryDelete()
    {
        lock (_gate)
        {
            if (_objects.Count > 0)
            {
                return false;
            }

            if (!_closed)
            {
                File.Delete(layout.BucketFile(Name));
                _closed = true;
            }
        }

        DirectorySync.Flush(layout.BucketFolder(Name));
        return true;
    }

    /// <summary>Deletes what remains of a deleted bucket: its uploads and its folders.</summary>
    public void Discard()
    {
        var ended = EndUploads();
        StoreCleanup.DeleteBucket(layout.BucketFolder(Name));
        DirectorySync.Flush(layout.Buckets);
        ReleaseParts(ended);
    }

    /// <summary>Refuses all writes from now on, such as those of requests that outlive the server.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
        }

        EndUploads();
    }

    private StoredObject? Commit(StoredObject value, PendingRecord pending)
    {
        pending.Commit(layout.ObjectFile(Name, value.Key));
        Bodies.Retain(value.Segments);
        var replaced = _objects.GetValueOrDefault(value.Key);
        _objects[value.Key] = value;
        _keys.Add(value.Key);
        return replaced;
    }

    private void Settle(StoredObject? replaced) => Settle(replaced is null ? [] : [replaced]);

    private void Settle(IReadOnlyList<StoredObject> removed)
    {
        DirectorySync.Flush(layout.ObjectsFolder(Name));
        foreach (var value in removed)
        {
            Bodies.Release(value.Segments);
        }
    }

    private static WriteOutcome Check(StoredObject? current, WriteCondition condition)
    {
        if (condition.OnlyIfAbsent && current is not null)
        {
            return WriteOutcome.PreconditionFailed;
        }

        if (condition.OnlyIfETag is not { } tag)
        {
            return WriteOutcome.Done;
        }

        if (current is null)
        {
            return WriteOutcome.NoSuchKey;
        }

        return tag == "*" || tag == current.ETag ? WriteOutcome.Done : WriteOutcome.PreconditionFailed;
    }
}
