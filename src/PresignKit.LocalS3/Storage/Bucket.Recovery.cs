using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace PresignKit.LocalS3.Storage;

internal sealed partial class Bucket
{
    /// <summary>Reads the bucket's records from disk. A record whose bytes are incomplete was never committed and is deleted.</summary>
    public void Load()
    {
        Directory.CreateDirectory(layout.ObjectsFolder(Name));
        Directory.CreateDirectory(layout.UploadsFolder(Name));
        foreach (var path in Directory.EnumerateFiles(layout.ObjectsFolder(Name)).ToList())
        {
            LoadObject(path);
        }

        var completed = _objects.Values.Select(value => value.CompletedUpload).OfType<string>().ToHashSet(StringComparer.Ordinal);
        foreach (var folder in Directory.EnumerateDirectories(layout.UploadsFolder(Name)).ToList())
        {
            LoadUpload(folder, completed);
        }
    }

    private void LoadObject(string path)
    {
        if (Read(path, StorageJson.Default.StoredObject) is { } value && Bodies.Hold(value.Segments))
        {
            Bodies.Retain(value.Segments);
            _objects.Add(value.Key, value);
            _keys.Add(value.Key);
        }
        else
        {
            File.Delete(path);
        }
    }

    private void LoadUpload(string folder, HashSet<string> completed)
    {
        var record = Read(Path.Combine(folder, StoreLayout.UploadRecord), StorageJson.Default.StoredUpload);
        if (record is null || completed.Contains(record.UploadId))
        {
            Directory.Delete(folder, recursive: true);
            return;
        }

        var upload = new Upload(record);
        foreach (var path in Directory.EnumerateFiles(folder, "part-*.json"))
        {
            if (Read(path, StorageJson.Default.StoredPart) is not { } part || !Bodies.Hold(part.Segments))
            {
                continue;
            }

            Bodies.Retain(part.Segments);
            upload.Parts.Add(part.PartNumber, part);
        }

        _uploads.Add(record.UploadId, upload);
    }

    private static T? Read<T>(string path, JsonTypeInfo<T> type)
        where T : class
    {
        if (!File.Exists(path))
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
            return null; // Cut short by a power failure.
        }
    }
}
