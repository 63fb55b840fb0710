using PresignKit.LocalS3.Http;

namespace PresignKit.LocalS3.Forms;

/// <summary>A stream that fails the request as soon as more than the allowed number of bytes has been read.</summary>
internal sealed class LimitedStream(Stream inner, long maximum) : Stream
{
    private long _read;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int read;
        try
        {
            read = await inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (FormReader.IsMalformed(exception))
        {
            // The multipart reader throws this if the body ends before the closing boundary.
            throw FormReader.Malformed();
        }

        _read += read;
        return _read <= maximum ? read : throw new S3Exception(S3Errors.EntityTooLarge(_read, maximum));
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }
}
