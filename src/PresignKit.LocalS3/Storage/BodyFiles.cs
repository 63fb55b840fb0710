using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace PresignKit.LocalS3.Storage;

/// <summary>The folder of immutable bodies. A body is kept as long as something refers to it: an object, a part, a copy, or a
/// reader that is still sending it. An overwrite during a download is therefore safe on every platform.</summary>
internal sealed class BodyFiles(string folder)
{
    private readonly Dictionary<string, int> _references = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();
    private bool _closed;

    public string PathOf(string file) => Path.Combine(folder, file);

    /// <summary>A name of 128 random bits. Paths never contain text from a client.</summary>
    public static string NewName() => RandomNumberGenerator.GetHexString(32, lowercase: true);

    public SafeFileHandle OpenRead(string file) =>
        File.OpenHandle(PathOf(file), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, FileOptions.Asynchronous);

    /// <exception cref="ObjectDisposedException">The store has been closed; another one may have the folder by now.</exception>
    public SafeFileHandle OpenWrite(string file)
    {
        ObjectDisposedException.ThrowIf(Volatile.Read(ref _closed), this);
        return File.OpenHandle(PathOf(file), FileMode.CreateNew, FileAccess.Write, FileShare.Read | FileShare.Delete, FileOptions.Asynchronous);
    }

    /// <summary>Makes the names of new bodies survive a power failure. Call it before a record refers to them.</summary>
    public void FlushNames() => DirectorySync.Flush(folder);

    /// <summary>Refuses new bodies.</summary>
    public void Close() => Volatile.Write(ref _closed, true);

    public void Retain(IReadOnlyList<BodySegment> segments)
    {
        lock (_gate)
        {
            foreach (var segment in segments)
            {
                _references[segment.File] = _references.GetValueOrDefault(segment.File) + 1;
            }
        }
    }

    /// <summary>Gives references up, and deletes the bodies that nothing refers to anymore. Call it after the last record that names them is gone
    /// from disk.</summary>
    public void Release(IReadOnlyList<BodySegment> segments)
    {
        lock (_gate)
        {
            foreach (var segment in segments)
            {
                if (--_references[segment.File] > 0)
                {
                    continue;
                }

                _references.Remove(segment.File);
                Delete(PathOf(segment.File));
            }
        }
    }

    /// <summary>The names of all bodies on disk to which nothing refers.</summary>
    public IReadOnlyList<string> Unreferenced()
    {
        lock (_gate)
        {
            return [.. Directory.EnumerateFiles(folder)
                .Select(path => Path.GetFileName(path))
                .Where(name => FolderNames.IsRandom(name) && !_references.ContainsKey(name))];
        }
    }

    /// <summary>Why these segments cannot be read, or <see langword="null"/> if every one of them lies inside an existing file.</summary>
    public string? Flaw(IReadOnlyList<BodySegment> segments, long size)
    {
        if (segments.Any(segment => !FolderNames.IsRandom(segment.File) || segment.Offset < 0 || segment.Length <= 0)
            || segments.Sum(segment => segment.Length) != size)
        {
            return "the record is not valid";
        }

        foreach (var segment in segments)
        {
            var file = new FileInfo(PathOf(segment.File));
            if (!file.Exists || file.LinkTarget is not null)
            {
                return $"body {segment.File} is missing";
            }

            if (file.Length < segment.Offset + segment.Length)
            {
                return $"body {segment.File} has {file.Length} bytes, fewer than the record says";
            }
        }

        return null;
    }

    // The request has succeeded by now. A body that cannot be deleted is deleted at the next start.
    private static void Delete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Deleted at the next start.
        }
    }
}
