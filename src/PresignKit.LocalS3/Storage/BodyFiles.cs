using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace PresignKit.LocalS3.Storage;

/// <summary>The folder of immutable bodies. A body is kept as long as something refers to it: an object, a part, a copy, or a
/// reader that is still sending it. An overwrite during a download is therefore safe on every platform.</summary>
internal sealed class BodyFiles(string folder)
{
    private readonly Dictionary<string, int> _references = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();

    public string PathOf(string file) => Path.Combine(folder, file);

    /// <summary>A name of 128 random bits. Paths never contain text from a client.</summary>
    public static string NewName() => RandomNumberGenerator.GetHexString(32, lowercase: true);

    public SafeFileHandle OpenRead(string file) =>
        File.OpenHandle(PathOf(file), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, FileOptions.Asynchronous);

    public SafeFileHandle OpenWrite(string file) =>
        File.OpenHandle(PathOf(file), FileMode.CreateNew, FileAccess.Write, FileShare.Read | FileShare.Delete, FileOptions.Asynchronous);

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
                File.Delete(PathOf(segment.File));
            }
        }
    }

    /// <summary>Deletes unreferenced bodies, such as those a killed process was writing. Call once, after loading.</summary>
    public void Sweep()
    {
        lock (_gate)
        {
            foreach (var path in Directory.EnumerateFiles(folder))
            {
                if (!_references.ContainsKey(Path.GetFileName(path)))
                {
                    File.Delete(path);
                }
            }
        }
    }

    /// <summary>Whether every segment lies inside an existing file.</summary>
    public bool Hold(IReadOnlyList<BodySegment> segments) => segments.All(segment =>
        new FileInfo(PathOf(segment.File)) is { Exists: true } file && file.Length >= segment.Offset + segment.Length);
}
