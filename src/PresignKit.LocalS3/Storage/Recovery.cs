using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Logging;

namespace PresignKit.LocalS3.Storage;

/// <summary>What a start does with what it finds. It follows no links, deletes only files with names of its own pattern, and deletes only what no
/// acknowledged request can have left: temporary files, bodies that no record refers to, and folders whose own record is gone. A record that cannot
/// be honored is reported and moved to the <c>lost</c> folder together with what is left of its body.</summary>
internal sealed class Recovery(StoreLayout layout, BodyFiles bodies, ILogger logger)
{
    private readonly HashSet<string> _lostBodies = new(StringComparer.Ordinal);

    /// <summary>Text from a client for a log line: without control characters, quotes and direction marks.</summary>
    public static string Escape(string text) => JavaScriptEncoder.Default.Encode(text);

    /// <summary>Reads a record, or returns <see langword="null"/> if it is a link or not valid.</summary>
    public static T? Read<T>(string path, JsonTypeInfo<T> type)
        where T : class
    {
        if (StoreFolder.IsLink(path))
        {
            return null;
        }

        try
        {
            using var stream = File.OpenRead(path);
            return JsonSerializer.Deserialize(stream, type);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The folders with names of the store's pattern. A link among them is refused.</summary>
    public static IReadOnlyList<string> Folders(string parent)
    {
        var found = Directory.EnumerateFileSystemEntries(parent).Where(path => FolderNames.IsHash(Path.GetFileName(path))).ToList();
        found.ForEach(StoreFolder.RequireFolder);
        return found;
    }

    public void DeleteTemporaryFiles()
    {
        foreach (var path in Directory.EnumerateFiles(layout.Temporary).Where(path => FolderNames.IsRandom(Path.GetFileName(path))).ToList())
        {
            File.Delete(path);
        }
    }

    /// <summary>Moves a record away, so that nothing is served from it, and remembers its bodies for <see cref="Sweep"/>.</summary>
    public void Lose(string path, string what, string bucket, string reason, IReadOnlyList<BodySegment>? segments = null)
    {
        var moved = Path.Combine(layout.Lost, $"{BodyFiles.NewName()}-{Path.GetFileName(path)}");
        Directory.Move(path, moved); // Works for files, too.
        foreach (var segment in segments ?? [])
        {
            _lostBodies.Add(segment.File);
        }

        StorageLog.Lost(logger, what, Escape(bucket), reason, moved);
    }

    /// <summary>Deletes bodies that no record refers to, such as those that a killed process was writing. Call once, after everything is loaded.</summary>
    public void Sweep()
    {
        foreach (var name in bodies.Unreferenced())
        {
            if (_lostBodies.Contains(name))
            {
                File.Move(bodies.PathOf(name), Path.Combine(layout.Lost, name));
            }
            else
            {
                File.Delete(bodies.PathOf(name));
            }
        }

        DirectorySync.Flush(layout.Lost);
        DirectorySync.Flush(layout.Bodies);
    }

    /// <summary>Deletes the folder of an upload that has ended.</summary>
    public void DeleteUpload(string folder) => Warn(folder, StoreCleanup.DeleteUpload(folder));

    /// <summary>Deletes the folder of a bucket that was created or deleted only in part.</summary>
    public void DeleteBucket(string folder)
    {
        if (Objects(folder).ToList() is { Count: > 0 } objects)
        {
            var segments = objects.Select(path => Read(path, StorageJson.Default.StoredObject)).OfType<StoredObject>().SelectMany(value => value.Segments);
            Lose(folder, $"{objects.Count} objects", Path.GetFileName(folder), $"{StoreLayout.BucketRecord} is missing", [.. segments]);
            return;
        }

        Warn(folder, StoreCleanup.DeleteBucket(folder));
    }

    private static IEnumerable<string> Objects(string folder)
    {
        var objects = Path.Combine(folder, StoreLayout.ObjectsName);
        StoreFolder.RequireFolder(objects);
        return Directory.Exists(objects) ? Directory.EnumerateFiles(objects).Where(path => FolderNames.IsObjectRecord(Path.GetFileName(path))) : [];
    }

    private void Warn(string folder, CleanupOutcome outcome)
    {
        if (outcome == CleanupOutcome.LeftForeignFiles)
        {
            StorageLog.LeftForeign(logger, folder);
        }
    }
}
