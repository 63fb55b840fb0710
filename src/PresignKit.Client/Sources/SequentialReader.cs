namespace PresignKit.Client.Sources;

/// <summary>
/// Reads a stream that can only go forward. To go back, the stream is opened again and read up to the offset; so parts are read in order wherever
/// possible.
/// </summary>
internal sealed class SequentialReader : SourceReader
{
    private readonly Func<CancellationToken, ValueTask<Stream>> _open;
    private readonly long _size;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private Stream? _stream;
    private long _position;

    public SequentialReader(Stream stream, Func<CancellationToken, ValueTask<Stream>> open, long size)
    {
        (_stream, _open, _size) = (stream, open, size);
    }

    public override bool CanSeek => false;

    public override async ValueTask CheckAsync(CancellationToken cancellationToken)
    {
        // Nothing is read of an empty source, so that its end would not be seen.
        if (_size == 0 && _stream is { } stream)
        {
            try
            {
                await CheckEndAsync(stream, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception e) when (IsReadFailure(e, cancellationToken))
            {
                throw Unreadable(e);
            }
        }
    }

    public override async ValueTask DisposeAsync()
    {
        _turn.Dispose();
        if (_stream is not null)
        {
            await _stream.DisposeAsync().ConfigureAwait(false);
        }
    }

    protected override async ValueTask<int> ReadSomeAsync(long offset, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var stream = await GoToAsync(offset, cancellationToken).ConfigureAwait(false);
            int read;
            try
            {
                read = await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            }
            catch
            {
                // Nobody knows where it stands now.
                await CloseAsync().ConfigureAwait(false);
                throw;
            }

            _position += read;
            if (_position == _size)
            {
                await CheckEndAsync(stream, cancellationToken).ConfigureAwait(false);
            }

            return read;
        }
        finally
        {
            _turn.Release();
        }
    }

    private async ValueTask<Stream> GoToAsync(long offset, CancellationToken cancellationToken)
    {
        if (_stream is not null && _position > offset)
        {
            await CloseAsync().ConfigureAwait(false);
        }

        if (_stream is null)
        {
            _stream = await _open(cancellationToken).ConfigureAwait(false)
                ?? throw new UploadException(UploadErrorCodes.SourceUnreadable, "The source was opened, but there is no stream.");
            _position = 0;
        }

        if (_position < offset)
        {
            var skipped = new byte[(int)Math.Min(81920, offset - _position)];
            while (_position < offset)
            {
                var next = skipped.AsMemory(0, (int)Math.Min(skipped.Length, offset - _position));
                var read = await _stream.ReadAsync(next, cancellationToken).ConfigureAwait(false);
                if (read == 0)
                {
                    throw WrongSize(_size, $"{_position}");
                }

                _position += read;
            }
        }

        return _stream;
    }

    private async ValueTask CheckEndAsync(Stream stream, CancellationToken cancellationToken)
    {
        if (await stream.ReadAsync(new byte[1], cancellationToken).ConfigureAwait(false) > 0)
        {
            throw WrongSize(_size, "more");
        }
    }

    private async ValueTask CloseAsync()
    {
        var stream = _stream;
        _stream = null;
        if (stream is not null)
        {
            await stream.DisposeAsync().ConfigureAwait(false);
        }
    }
}
