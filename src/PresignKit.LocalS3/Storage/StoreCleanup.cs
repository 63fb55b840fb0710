namespace PresignKit.LocalS3.Storage;

/// <summary>The result of deleting a folder.</summary>
internal enum CleanupOutcome
{
    Deleted,
    LeftForeignFiles,
}

/// <summary>Deletes folders whose own record is already gone. Files with other names than the store's own stay, and with them the folder. Another request
/// may delete the same folder at the same moment: what is gone is deleted.</summary>
internal static class StoreCleanup
{
    public static CleanupOutcome DeleteUpload(string folder)
    {
        try
        {
            foreach (var path in Directory.EnumerateFiles(folder).ToList())
            {
                if (Path.GetFileName(path) is var name && (name == StoreLayout.UploadRecord || FolderNames.IsPartRecord(name)))
                {
                    File.Delete(path);
                }
            }
        }
        catch (DirectoryNotFoundException)
        {
            return CleanupOutcome.Deleted;
        }

        return DeleteEmpty(folder);
    }

    /// <summary>Deletes the record of an upload whose folder may be gone with its bucket.</summary>
    public static void DeleteUploadRecord(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (DirectoryNotFoundException)
        {
            // The bucket was deleted after the upload had ended.
        }
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
        try
        {
            if (Directory.EnumerateFileSystemEntries(folder).Any())
            {
                return CleanupOutcome.LeftForeignFiles;
            }

            Directory.Delete(folder);
        }
        catch (DirectoryNotFoundException)
        {
            // Deleted by another request, or never created.
        }

        return CleanupOutcome.Deleted;
    }
}
