namespace PresignKit.LocalS3.Storage;

internal sealed partial class Bucket
{
    /// <summary>Creates the folders of a new bucket, or reads the records of an existing one. A record without its body is reported and set aside.</summary>
    public void Load(Recovery recovery)
    {
        foreach (var folder in new[] { layout.ObjectsFolder(Name), layout.UploadsFolder(Name) })
        {
            StoreFolder.RequireFolder(folder);
            Directory.CreateDirectory(folder);
        }

        foreach (var path in Directory.EnumerateFiles(layout.ObjectsFolder(Name)).Where(path => FolderNames.IsObjectRecord(Path.GetFileName(path))).ToList())
        {
            LoadObject(path, recovery);
        }

        var completed = _objects.Values.Select(value => value.CompletedUpload).OfType<string>().ToHashSet(StringComparer.Ordinal);
        foreach (var folder in Recovery.Folders(layout.UploadsFolder(Name)))
        {
            LoadUpload(folder, completed, recovery);
        }
    }

    private void LoadObject(string path, Recovery recovery)
    {
        if (Recovery.Read(path, StorageJson.Default.StoredObject) is not { } value || layout.ObjectFile(Name, value.Key) != path)
        {
            recovery.Lose(path, "an object", Name, "its record is not valid");
            return;
        }

        if (Bodies.Flaw(value.Segments, value.Size) is { } flaw)
        {
            recovery.Lose(path, $"object {Recovery.Escape(value.Key)}", Name, flaw, value.Segments);
            return;
        }

        Bodies.Retain(value.Segments);
        _objects.Add(value.Key, value);
        _keys.Add(value.Key);
    }

    private void LoadUpload(string folder, HashSet<string> completed, Recovery recovery)
    {
        var path = Path.Combine(folder, StoreLayout.UploadRecord);
        if (!Path.Exists(path))
        {
            recovery.DeleteUpload(folder);
            return;
        }

        var parts = Directory.EnumerateFiles(folder).Where(file => FolderNames.IsPartRecord(Path.GetFileName(file))).ToList();
        if (Recovery.Read(path, StorageJson.Default.StoredUpload) is not { } record || layout.UploadFolder(Name, record.UploadId) != folder)
        {
            var segments = parts.Select(part => Recovery.Read(part, StorageJson.Default.StoredPart)).OfType<StoredPart>().SelectMany(part => part.Segments);
            recovery.Lose(folder, "an upload in parts", Name, "its record is not valid", [.. segments]);
            return;
        }

        if (completed.Contains(record.UploadId))
        {
            File.Delete(path);
            DirectorySync.Flush(folder);
            recovery.DeleteUpload(folder);
            return;
        }

        var upload = new Upload(record);
        foreach (var part in parts)
        {
            LoadPart(part, upload, recovery);
        }

        _uploads.Add(record.UploadId, upload);
    }

    private void LoadPart(string path, Upload upload, Recovery recovery)
    {
        var part = Recovery.Read(path, StorageJson.Default.StoredPart);
        var flaw = part is null || layout.PartFile(Name, upload.Record.UploadId, part.PartNumber) != path
            ? "its record is not valid"
            : Bodies.Flaw(part.Segments, part.Size);
        if (flaw is not null)
        {
            recovery.Lose(path, $"{Path.GetFileNameWithoutExtension(path)} of an upload of {Recovery.Escape(upload.Record.Key)}", Name, flaw, part?.Segments);
            return;
        }

        Bodies.Retain(part!.Segments);
        upload.Parts.Add(part.PartNumber, part);
    }
}
