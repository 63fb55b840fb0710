namespace PresignKit.Client.Sources;

/// <summary>Reads a stream that can seek: one piece at a time, whatever part it is for.</summary>
internal sealed class SeekableReader : SourceReader
{
    private readonly Stream _stream;
    private readonly long _start;
    private readonly long _size;
    private readonly bool _owned;
    private readonly SemaphoreSlim _turn = new(1, 1);

    public SeekableReader(Stream stream, long start, long size, bool owned)
    {
        (_stream, _start, _size, _owned) = (stream, start, size, owned);
    }

    public override bool CanSeek => true;

    public override ValueTask CheckAsync(CancellationToken cancellationToken)
    {
        long found;
        try
        {
            found = _stream.Length - _start;
        }
        catch (Exception e) when (IsReadFailure(e, cancellationToken))
        {
            throw Unreadable(e);
        }

        return found == _size ? default : throw WrongSize(_size, $"{found}");
    }

    public override async ValueTask DisposeAsync()
    {
        _turn.Dispose();
        if (_owned)
        {
            await _stream.DisposeAsync().ConfigureAwait(false);
        }
    }

    protected override async ValueTask<int> ReadSomeAsync(long offset, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            _stream.Position = _start + offset;
            return await _stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }
}
