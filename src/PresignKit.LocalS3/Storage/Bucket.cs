namespace PresignKit.LocalS3.Storage;

/// <summary>One bucket: its records in memory, in sync with its records on disk. Conditions that must be checked atomically
/// (is the key free, does the entity tag still match) are checked under the bucket's lock, together with the rename.</summary>
internal sealed partial class Bucket(StoreLayout layout, BodyFiles bodies, StoredBucket record)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, StoredObject> _objects = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _keys = new(KeyOrder.Instance);
    private StoredBucket _record = record;
    private bool _deleted;

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
        lock (_gate)
        {
            if (_deleted)
            {
                return WriteOutcome.NoSuchBucket;
            }

            var outcome = Check(_objects.GetValueOrDefault(value.Key), condition);
            if (outcome == WriteOutcome.Done)
            {
                Commit(value, pending);
            }

            return outcome;
        }
    }

    public void Delete(string key)
    {
        lock (_gate)
        {
            if (!_objects.TryGetValue(key, out var removed))
            {
                return;
            }
            // Delete from disk first: if that fails, the memory still matches the disk.
            File.Delete(layout.ObjectFile(Name, key));
            _objects.Remove(key);
            _keys.Remove(key);
            Bodies.Release(removed.Segments);
        }
    }

    /// <summary>Whether a write under <paramref name="condition"/> could succeed now. Used to reject a request before its body is read.</summary>
    public WriteOutcome Check(string key, WriteCondition condition) => Check(Find(key), condition);

    public void SetCors(IReadOnlyList<CorsRule>? rules)
    {
        lock (_gate)
        {
            var changed = _record with { Cors = rules };
            using var pending = PendingRecord.Write(layout, changed, StorageJson.Default.StoredBucket);
            pending.Commit(layout.BucketFile(Name));
            Volatile.Write(ref _record, changed);
        }
    }

    /// <summary>Marks the bucket deleted if it is empty, so that writes in progress can no longer add objects to it.</summary>
    public bool TryClose()
    {
        lock (_gate)
        {
            if (_objects.Count > 0)
            {
                return false;
            }

            _deleted = true;
            foreach (var upload in _uploads.Values.ToList())
            {
                Remove(upload);
            }

            return true;
        }
    }

    private void Commit(StoredObject value, PendingRecord pending)
    {
        pending.Commit(layout.ObjectFile(Name, value.Key));
        Bodies.Retain(value.Segments);
        if (_objects.TryGetValue(value.Key, out var replaced))
        {
            Bodies.Release(replaced.Segments);
        }
        else
        {
            _keys.Add(value.Key);
        }

        _objects[value.Key] = value;
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
