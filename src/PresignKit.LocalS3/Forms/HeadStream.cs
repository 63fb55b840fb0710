using PresignKit.LocalS3.Http;

namespace PresignKit.LocalS3.Forms;

/// <summary>The start of a form, up to its file. Everything counts, also what belongs to no field (the names of fields, other headers of parts, text
/// before the first part), because nobody has proven who sends it.</summary>
internal sealed class HeadStream(Stream inner, int maximum) : Stream
{
    private int _read;
    private bool _isPassed;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>What follows is the file, which has other limits.</summary>
    public void Pass() => _isPassed = true;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (!_isPassed && _read >= maximum)
        {
            throw new S3Exception(S3Errors.MaxPostPreDataLengthExceeded());
        }

        var read = await inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        if (!_isPassed)
        {
            _read += read;
        }

        return read;
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
