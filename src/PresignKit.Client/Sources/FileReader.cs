using Microsoft.Win32.SafeHandles;

namespace PresignKit.Client.Sources;

/// <summary>Reads a file. Others may write, rename or delete it meanwhile, which <see cref="CheckAsync"/> finds.</summary>
internal sealed class FileReader : SourceReader
{
    private readonly string _path;
    private readonly long _size;
    private readonly DateTime _written;
    private readonly SafeFileHandle _handle;

    public FileReader(string path, long size)
    {
        (_path, _size) = (path, size);
        _handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, FileOptions.Asynchronous);
        _written = File.GetLastWriteTimeUtc(_handle);
        if (RandomAccess.GetLength(_handle) is var length && length != size)
        {
            _handle.Dispose();
            throw WrongSize(size, $"{length}");
        }
    }

    public override bool CanSeek => true;

    public override ValueTask CheckAsync(CancellationToken cancellationToken)
    {
        if (RandomAccess.GetLength(_handle) is var length && length != _size)
        {
            throw WrongSize(_size, $"{length}");
        }

        if (!File.Exists(_path))
        {
            throw new UploadException(UploadErrorCodes.SourceUnreadable, "The file has vanished during the upload.");
        }

        // By handle: it was written to. By path: it was replaced by another one.
        if (File.GetLastWriteTimeUtc(_handle) != _written || File.GetLastWriteTimeUtc(_path) != _written)
        {
            throw new UploadException(UploadErrorCodes.SourceChanged, "The file was changed during the upload. Upload it again from the start.");
        }

        return default;
    }

    public override ValueTask DisposeAsync()
    {
        _handle.Dispose();
        return default;
    }

    protected override ValueTask<int> ReadSomeAsync(long offset, Memory<byte> buffer, CancellationToken cancellationToken) =>
        RandomAccess.ReadAsync(_handle, buffer, offset, cancellationToken);
}
