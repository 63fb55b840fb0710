using System.Diagnostics;
using PresignKit.Client.Sources;

namespace PresignKit.Client;

/// <summary>What is uploaded: a file, a stream, or bytes, with its exact size.</summary>
[DebuggerDisplay("{FileName,nq} ({Size} bytes)")]
public sealed class UploadSource
{
    private readonly Func<CancellationToken, ValueTask<SourceReader>> _open;

    private UploadSource(string fileName, long size, string? contentType, Func<CancellationToken, ValueTask<SourceReader>> open)
    {
        ArgumentException.ThrowIfNullOrEmpty(fileName);
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        (FileName, Size, ContentType, _open) = (fileName, size, contentType, open);
    }

    /// <summary>The file name, without folders.</summary>
    public string FileName { get; }

    /// <summary>The exact size in bytes.</summary>
    public long Size { get; }

    /// <summary>The content type, if it is known.</summary>
    public string? ContentType { get; }

    /// <summary>A file on disk. It is streamed; a change during the upload is found (<see cref="UploadErrorCodes.SourceChanged"/>).</summary>
    /// <param name="path">The file.</param>
    /// <param name="contentType">Its content type; null if the server should take it from the name.</param>
    /// <returns>The source. It can be used for several uploads.</returns>
    /// <exception cref="ArgumentException"><paramref name="path"/> is empty.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static UploadSource FromFile(string path, string? contentType = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var file = new FileInfo(path);
        var size = file.Length;
        return new(file.Name, size, contentType, _ => new(new FileReader(file.FullName, size)));
    }

    /// <summary>A stream that can seek, from its current position to its end. It is read at several offsets and not disposed.</summary>
    /// <param name="stream">The stream. Nothing else may use it during the upload.</param>
    /// <param name="fileName">The file name, without folders.</param>
    /// <param name="contentType">The content type; null if the server should take it from the name.</param>
    /// <returns>The source.</returns>
    /// <exception cref="ArgumentException">The stream cannot read or cannot seek, or <paramref name="fileName"/> is empty.</exception>
    public static UploadSource FromStream(Stream stream, string fileName, string? contentType = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (!stream.CanRead || !stream.CanSeek)
        {
            throw new ArgumentException("The stream must be readable and seekable. Use FromFactory for a stream that cannot seek.", nameof(stream));
        }

        var start = stream.Position;
        var size = stream.Length - start;
        return new(fileName, size, contentType, _ => new(new SeekableReader(stream, start, size, owned: false)));
    }

    /// <summary>Bytes in memory. They must not change during the upload.</summary>
    /// <param name="content">The bytes.</param>
    /// <param name="fileName">The file name, without folders.</param>
    /// <param name="contentType">The content type; null if the server should take it from the name.</param>
    /// <returns>The source. It can be used for several uploads.</returns>
    /// <exception cref="ArgumentException"><paramref name="fileName"/> is empty.</exception>
    public static UploadSource FromMemory(ReadOnlyMemory<byte> content, string fileName, string? contentType = null) =>
        new(fileName, content.Length, contentType, _ => new(new MemoryReader(content)));

    /// <summary>
    /// A stream that can be opened again, such as Blazor's <c>IBrowserFile</c>. It need not seek: then it is read once and in order, and the parts in
    /// flight are held in memory, up to <see cref="UploadClientOptions.MaximumBuffer"/>. It is opened again only to go back, for example because a
    /// part must be sent again later.
    /// </summary>
    /// <param name="open">Opens the stream at its start. The upload disposes it.</param>
    /// <param name="size">The exact size in bytes.</param>
    /// <param name="fileName">The file name, without folders.</param>
    /// <param name="contentType">The content type; null if the server should take it from the name.</param>
    /// <returns>The source. It can be used for several uploads.</returns>
    /// <exception cref="ArgumentException"><paramref name="fileName"/> is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="size"/> is negative.</exception>
    public static UploadSource FromFactory(
        Func<CancellationToken, ValueTask<Stream>> open, long size, string fileName, string? contentType = null)
    {
        ArgumentNullException.ThrowIfNull(open);
        return new(fileName, size, contentType, async cancellationToken =>
        {
            var stream = await open(cancellationToken).ConfigureAwait(false)
                ?? throw new UploadException(UploadErrorCodes.SourceUnreadable, "The source was opened, but there is no stream.");
            return stream.CanSeek ? new SeekableReader(stream, 0, size, owned: true) : new SequentialReader(stream, open, size);
        });
    }

    /// <summary>The name and the size.</summary>
    /// <returns>A text for people.</returns>
    public override string ToString() => $"{FileName} ({Size} bytes)";

    internal async ValueTask<SourceReader> OpenAsync(CancellationToken cancellationToken)
    {
        SourceReader reader;
        try
        {
            reader = await _open(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (SourceReader.IsReadFailure(e, cancellationToken))
        {
            throw SourceReader.Unreadable(e);
        }

        try
        {
            await reader.CheckAsync(cancellationToken).ConfigureAwait(false);
            return reader;
        }
        catch
        {
            await reader.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }
}
