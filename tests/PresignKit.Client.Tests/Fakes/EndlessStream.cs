namespace PresignKit.Client.Tests.Fakes;

/// <summary>Zeros, as many as were declared.</summary>
internal sealed class EndlessStream(long size, bool isSequential) : Stream
{
    private long _position;

    public override bool CanRead => true;

    public override bool CanSeek => !isSequential;

    public override bool CanWrite => false;

    public override long Length => isSequential ? throw new NotSupportedException() : size;

    public override long Position
    {
        get => _position;
        set => _position = isSequential ? throw new NotSupportedException() : value;
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var taken = (int)Math.Min(buffer.Length, size - _position);
        _position += taken;
        return new(taken);
    }

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
