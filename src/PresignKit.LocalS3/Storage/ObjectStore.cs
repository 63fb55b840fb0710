using System.Text.Json;
using Microsoft.Extensions.Logging;

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
    private readonly StoreFolder _folder;
    private readonly StoreLayout _layout;
    private readonly BodyFiles _bodies;
    private readonly Recovery _recovery;
    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, Bucket> _buckets = new(StringComparer.Ordinal);

    private ObjectStore(StoreFolder folder, ILogger logger)
    {
        _folder = folder;
        _layout = folder.Layout;
        _bodies = new BodyFiles(_layout.Bodies);
        _recovery = new Recovery(_layout, _bodies, logger);
    }

    public BodyFiles Bodies => _bodies;

    /// <summary>The absolute path of the folder in use.</summary>
    public string Directory => _layout.Root;

    /// <summary>Opens a folder, creates missing subfolders and deletes what a killed process left behind.</summary>
    /// <param name="directory">The folder.</param>
    /// <param name="fallback">The folder to use if this process cannot write to the first, or <see langword="null"/>.</param>
    /// <param name="logger">Receives a warning for everything that is lost.</param>
    /// <exception cref="InvalidOperationException">The folder cannot be used. The message says why, and what to do.</exception>
    public static ObjectStore Open(string directory, string? fallback, ILogger logger)
    {
        var store = new ObjectStore(OpenFolder(directory, fallback, logger), logger);
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
            using var pending = PendingRecord.Write(_layout, record, StorageJson.Default.StoredBucket);
            System.IO.Directory.CreateDirectory(_layout.BucketFolder(name));
            bucket.Load(_recovery);
            pending.Commit(_layout.BucketFile(name));
            DirectorySync.Flush(_layout.BucketFolder(name));
            DirectorySync.Flush(_layout.Buckets);
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

            if (!bucket.TryDelete())
            {
                return DeleteBucketOutcome.NotEmpty;
            }

            // Under the lock to the end: a new bucket of the same name gets the same folder.
            _buckets.Remove(name);
            bucket.Discard();
            return DeleteBucketOutcome.Deleted;
        }
    }

    /// <summary>Ends all writes, then releases the folder. A request that is still being aborted cannot change what the next process finds.</summary>
    public void Dispose()
    {
        _bodies.Close();
        foreach (var bucket in List())
        {
            bucket.Close();
        }

        _folder.Dispose();
    }

    private static StoreFolder OpenFolder(string directory, string? fallback, ILogger logger)
    {
        try
        {
            return StoreFolder.Open(directory);
        }
        catch (FolderNotWritableException exception) when (fallback is not null && fallback != directory && !exception.HasObjects)
        {
            var folder = StoreFolder.OpenShared(fallback);
            StorageLog.FellBack(logger, directory, fallback);
            return folder;
        }
    }

    private void Load()
    {
        _recovery.DeleteTemporaryFiles();
        foreach (var folder in Recovery.Folders(_layout.Buckets))
        {
            Load(folder);
        }

        _recovery.Sweep();
    }

    private void Load(string folder)
    {
        var path = Path.Combine(folder, StoreLayout.BucketRecord);
        if (!Path.Exists(path))
        {
            _recovery.DeleteBucket(folder);
            return;
        }

        if (Recovery.Read(path, StorageJson.Default.StoredBucket) is not { } record || _layout.BucketFolder(record.Name) != folder)
        {
            throw new InvalidOperationException(
                $"The bucket record '{path}' is not valid, so the bucket's objects cannot be served. Restore the file, or delete the folder '{folder}'.");
        }

        var bucket = new Bucket(_layout, _bodies, record);
        bucket.Load(_recovery);
        _buckets.Add(record.Name, bucket);
    }
}
