using System.Text.Json;

namespace PresignKit.LocalS3.Storage;

/// <summary>The result of deleting a bucket.</summary>
internal enum DeleteBucketOutcome
{
    Deleted,
    NoSuchBucket,
    NotEmpty,
}

/// <summary>All buckets of one folder, which only one process at a time can use.</summary>
internal sealed class ObjectStore : IDisposable
{
    private readonly StoreLayout _layout;
    private readonly BodyFiles _bodies;
    private readonly FileStream _lock;
    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, Bucket> _buckets = new(StringComparer.Ordinal);

    private ObjectStore(StoreLayout layout, FileStream heldLock)
    {
        _layout = layout;
        _bodies = new BodyFiles(layout.Bodies);
        _lock = heldLock;
    }

    public BodyFiles Bodies => _bodies;

    /// <summary>Opens a folder, creates missing subfolders and deletes what a killed process left behind.</summary>
    /// <exception cref="IOException">Another process has the folder open.</exception>
    public static ObjectStore Open(string directory)
    {
        var layout = new StoreLayout(directory);
        Directory.CreateDirectory(layout.Temporary);
        Directory.CreateDirectory(layout.Bodies);
        Directory.CreateDirectory(layout.Buckets);
        var store = new ObjectStore(layout, new FileStream(layout.LockFile, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        try
        {
            store.Load();
            return store;
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    public Bucket? Find(string name)
    {
        lock (_gate)
        {
            return _buckets.GetValueOrDefault(name);
        }
    }

    public IReadOnlyList<Bucket> List()
    {
        lock (_gate)
        {
            return [.. _buckets.Values];
        }
    }

    public bool TryCreate(string name, DateTimeOffset now)
    {
        lock (_gate)
        {
            if (_buckets.ContainsKey(name))
            {
                return false;
            }

            var record = new StoredBucket { Name = name, Created = now };
            var bucket = new Bucket(_layout, _bodies, record);
            bucket.Load();
            using var pending = PendingRecord.Write(_layout, record, StorageJson.Default.StoredBucket);
            pending.Commit(_layout.BucketFile(name));
            _buckets.Add(name, bucket);
            return true;
        }
    }

    public DeleteBucketOutcome Delete(string name)
    {
        lock (_gate)
        {
            if (!_buckets.TryGetValue(name, out var bucket))
            {
                return DeleteBucketOutcome.NoSuchBucket;
            }

            if (!bucket.TryClose())
            {
                return DeleteBucketOutcome.NotEmpty;
            }

            _buckets.Remove(name);
            // Delete the record first: a folder without one is deleted at the next start.
            File.Delete(_layout.BucketFile(name));
            Directory.Delete(_layout.BucketFolder(name), recursive: true);
            return DeleteBucketOutcome.Deleted;
        }
    }

    public void Dispose() => _lock.Dispose();

    private void Load()
    {
        foreach (var path in Directory.EnumerateFiles(_layout.Temporary))
        {
            File.Delete(path);
        }

        foreach (var folder in Directory.EnumerateDirectories(_layout.Buckets).ToList())
        {
            Load(folder);
        }

        _bodies.Sweep();
    }

    private void Load(string folder)
    {
        var path = Path.Combine(folder, StoreLayout.BucketRecord);
        if (!File.Exists(path))
        {
            Directory.Delete(folder, recursive: true);
            return;
        }

        using var stream = File.OpenRead(path);
        var record = JsonSerializer.Deserialize(stream, StorageJson.Default.StoredBucket)
            ?? throw new InvalidDataException($"The bucket record {path} is empty.");
        var bucket = new Bucket(_layout, _bodies, record);
        bucket.Load();
        _buckets.Add(record.Name, bucket);
    }
}
