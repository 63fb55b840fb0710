namespace PresignKit.Client.Tests.Fakes;

/// <summary>A file that a test may change or delete.</summary>
internal sealed class TemporaryFile : IDisposable
{
    public TemporaryFile(byte[] content)
    {
        Path = System.IO.Path.Combine(Directory.CreateTempSubdirectory("presignkit-file-").FullName, "data.bin");
        File.WriteAllBytes(Path, content);
    }

    public string Path { get; }

    public void Dispose() => Directory.Delete(System.IO.Path.GetDirectoryName(Path)!, recursive: true);
}
