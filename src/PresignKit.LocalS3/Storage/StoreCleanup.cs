namespace PresignKit.LocalS3.Storage;

/// <summary>The result of deleting a folder.</summary>
internal enum CleanupOutcome
{
    Deleted,
    LeftForeignFiles,
}

/// <summary>Deletes folders whose own record is already gone. Files with other names than the store's own stay, and with them the folder.</summary>
internal static class StoreCleanup
{
    public static CleanupOutcome DeleteUpload(string folder)
    {
        foreach (var path in Directory.EnumerateFiles(folder).ToList())
        {
            if (Path.GetFileName(path) is var name && (name == StoreLayout.UploadRecord || FolderNames.IsPartRecord(name)))
            {
                File.Delete(path);
            }
        }

        return DeleteEmpty(folder);
    }

    public static CleanupOutcome DeleteBucket(string folder)
    {
        var uploads = Path.Combine(folder, StoreLayout.UploadsName);
        var objects = Path.Combine(folder, StoreLayout.ObjectsName);
        StoreFolder.RequireFolder(uploads);
        StoreFolder.RequireFolder(objects);
        if (Directory.Exists(uploads))
        {
            foreach (var upload in Recovery.Folders(uploads))
            {
                DeleteUpload(upload);
            }
        }

        DeleteEmpty(uploads);
        DeleteEmpty(objects);
        return DeleteEmpty(folder);
    }

    private static CleanupOutcome DeleteEmpty(string folder)
    {
        if (!Directory.Exists(folder))
        {
            return CleanupOutcome.Deleted;
        }

        if (Directory.EnumerateFileSystemEntries(folder).Any())
        {
            return CleanupOutcome.LeftForeignFiles;
        }

        Directory.Delete(folder);
        return CleanupOutcome.Deleted;
    }
}
