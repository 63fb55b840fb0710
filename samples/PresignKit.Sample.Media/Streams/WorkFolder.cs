namespace PresignKit.Sample.Media.Streams;

/// <summary>A temporary folder in which a stream is made. A file in it is locked meanwhile, so that what a killed process has left can be told from it.</summary>
internal sealed class WorkFolder : IDisposable
{
    private const string Prefix = "presignkit-stream-";
    private const string LockName = "in-use";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory(Prefix);
    private readonly FileStream _lock;

    /// <summary>Creates the folder.</summary>
    public WorkFolder() => _lock = new(Of(LockName), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);

    /// <summary>Deletes the folders of processes that have ended without doing so. A copy of a video can be large.</summary>
    public static void DeleteAbandoned()
    {
        foreach (var folder in Directory.EnumerateDirectories(Path.GetTempPath(), Prefix + "*"))
        {
            try
            {
                new FileStream(Path.Combine(folder, LockName), FileMode.Open, FileAccess.ReadWrite, FileShare.None).Dispose();
                Directory.Delete(folder, recursive: true);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Another process uses it, or it is another user's.
            }
        }
    }

    /// <summary>The path of a file or folder in it.</summary>
    public string Of(string name) => Path.Combine(_folder.FullName, name);

    /// <inheritdoc/>
    public void Dispose()
    {
        _lock.Dispose();
        _folder.Delete(recursive: true);
    }
}
