using System.Text.Json;

namespace PresignKit.LocalS3.Storage;

/// <summary>The folder of one store: marked as such, used by one process at a time, and without links. A folder with other content is refused,
/// because the store deletes what a killed process left behind.</summary>
internal sealed class StoreFolder : IDisposable
{
    private const UnixFileMode OnlyUser = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const int WouldBlockOnLinux = 11;
    private const int WouldBlockOnApple = 35;
    private const int SharingViolationOnWindows = unchecked((int)0x80070020);

    private readonly FileStream _lock;

    private StoreFolder(StoreLayout layout, FileStream heldLock)
    {
        Layout = layout;
        _lock = heldLock;
    }

    public StoreLayout Layout { get; }

    /// <summary>Opens the folder, or creates it if it is missing or empty.</summary>
    /// <exception cref="InvalidOperationException">The folder cannot be used. The message says why, and what to do.</exception>
    public static StoreFolder Open(string directory)
    {
        var layout = new StoreLayout(directory);
        try
        {
            return OpenOrCreate(layout);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new FolderNotWritableException(
                $"PresignKit.LocalS3 cannot write to its folder '{layout.Root}': {exception.Message} Set Directory to a folder that this process can write to.",
                exception)
            {
                HasObjects = File.Exists(layout.Marker),
            };
        }
    }

    /// <summary>Opens a folder below one that all users of the machine share, where another user may have created it first.</summary>
    /// <exception cref="InvalidOperationException">The folder cannot be used. The message says why, and what to do.</exception>
    public static StoreFolder OpenShared(string directory)
    {
        RequireFolder(directory);
        var folder = Open(directory);
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(directory) & ~OnlyUser) != 0)
        {
            folder.Dispose();
            throw new InvalidOperationException(
                $"Other users of this machine can read or write '{directory}', in which PresignKit.LocalS3 would store objects. Set Directory to a folder of your own.");
        }

        return folder;
    }

    /// <summary>Refuses a link, and anything else that is not a folder.</summary>
    public static void RequireFolder(string path)
    {
        if (new DirectoryInfo(path).LinkTarget is not null)
        {
            throw new InvalidOperationException(
                $"'{path}' is a symbolic link or a junction, and PresignKit.LocalS3 follows none inside its folder. "
                + "Remove the link, or set Directory to another folder.");
        }

        if (File.Exists(path))
        {
            throw new InvalidOperationException($"'{path}' is a file, but PresignKit.LocalS3 needs a folder of this name. Set Directory to another folder.");
        }
    }

    public static bool IsLink(string file) => new FileInfo(file).LinkTarget is not null;

    public void Dispose() => _lock.Dispose();

    private static StoreFolder OpenOrCreate(StoreLayout layout)
    {
        if (File.Exists(layout.Root))
        {
            throw new InvalidOperationException($"'{layout.Root}' is a file, but PresignKit.LocalS3 needs a folder. Set Directory to another path.");
        }

        CreatePrivate(layout.Root);
        if (!File.Exists(layout.Marker))
        {
            RequireEmpty(layout);
        }

        var held = Lock(layout);
        try
        {
            Mark(layout);
            foreach (var folder in new[] { layout.Temporary, layout.Bodies, layout.Buckets, layout.Lost })
            {
                RequireFolder(folder);
                Directory.CreateDirectory(folder);
            }

            DirectorySync.Flush(layout.Root);
            return new StoreFolder(layout, held);
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    // For the user alone: objects may be private, and other users of the machine have no business in the folder.
    private static void CreatePrivate(string root)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(root);
        }
        else
        {
            Directory.CreateDirectory(root, OnlyUser);
        }
    }

    private static void RequireEmpty(StoreLayout layout)
    {
        // A process that was killed while it created the folder leaves these.
        string[] own = [layout.LockFile, layout.NewMarker];
        if (Directory.EnumerateFileSystemEntries(layout.Root).FirstOrDefault(path => !own.Contains(path, StringComparer.Ordinal)) is { } foreign)
        {
            throw new InvalidOperationException(
                $"The folder '{layout.Root}' contains '{Path.GetFileName(foreign)}' and is not a folder of PresignKit.LocalS3: it has no {StoreLayout.MarkerName}. "
                + "Set Directory to a folder that does not exist yet or is empty.");
        }
    }

    private static FileStream Lock(StoreLayout layout)
    {
        RequireFile(layout.LockFile);
        try
        {
            return new FileStream(layout.LockFile, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException exception) when (exception.HResult is SharingViolationOnWindows or WouldBlockOnLinux or WouldBlockOnApple)
        {
            throw new InvalidOperationException(
                $"The folder '{layout.Root}' is in use by another store of PresignKit.LocalS3, in this process or in another one. "
                + "Stop that process, or set Directory to a different folder for each.",
                exception);
        }
    }

    private static void Mark(StoreLayout layout)
    {
        RequireFile(layout.Marker);
        RequireFile(layout.NewMarker);
        if (!File.Exists(layout.Marker))
        {
            RequireEmpty(layout); // Now under the lock: another process may have been faster.
            using (var stream = new FileStream(layout.NewMarker, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                JsonSerializer.Serialize(stream, new StoreMarker { Format = StoreMarker.CurrentFormat }, StorageJson.Default.StoreMarker);
                stream.Flush(flushToDisk: true);
            }

            File.Move(layout.NewMarker, layout.Marker);
            DirectorySync.Flush(layout.Root);
            DirectorySync.Flush(Path.GetDirectoryName(layout.Root) ?? layout.Root);
            return;
        }

        if (ReadFormat(layout) is var format and not StoreMarker.CurrentFormat)
        {
            throw new InvalidOperationException(
                $"The folder '{layout.Root}' has format {format?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "unknown"} "
                + $"(in {StoreLayout.MarkerName}), but this version of PresignKit.LocalS3 reads format {StoreMarker.CurrentFormat}. "
                + "Use the version that created the folder, set Directory to another folder, or delete this one with all its objects.");
        }
    }

    private static int? ReadFormat(StoreLayout layout)
    {
        try
        {
            using var stream = File.OpenRead(layout.Marker);
            return JsonSerializer.Deserialize(stream, StorageJson.Default.StoreMarker)?.Format;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static void RequireFile(string path)
    {
        if (IsLink(path))
        {
            throw new InvalidOperationException(
                $"'{path}' is a symbolic link, and PresignKit.LocalS3 follows none inside its folder. Remove the link, or set Directory to another folder.");
        }

        if (Directory.Exists(path))
        {
            throw new InvalidOperationException($"'{path}' is a folder, but PresignKit.LocalS3 needs a file of this name. Set Directory to another folder.");
        }
    }
}
