using System.Text;

namespace PresignKit.SigV4.Chunked;

/// <summary>Reads lines and data from the raw body through one small buffer.</summary>
internal sealed class ChunkedBodyReader(Stream body)
{
    // With a signature, the header of a chunk has about 90 bytes, and a trailer has fewer. Valid lines are never longer than this.
    private const int MaxLine = 4096;

    private readonly byte[] _buffer = new byte[MaxLine * 2];
    private int _start;
    private int _end;

    /// <summary>Reads an ASCII line that ends with CR LF, and returns it without its end.</summary>
    internal async ValueTask<string> ReadLineAsync(AwsChunkedError malformed, CancellationToken cancellationToken)
    {
        while (true)
        {
            var at = _buffer.AsSpan(_start, _end - _start).IndexOf("\r\n"u8);
            if (at > MaxLine || (at < 0 && _end - _start > MaxLine))
            {
                throw new AwsChunkedException(malformed);
            }

            if (at >= 0)
            {
                var line = _buffer.AsSpan(_start, at);
                if (!Ascii.IsValid(line))
                {
                    throw new AwsChunkedException(malformed);
                }

                _start += at + 2;
                return Encoding.ASCII.GetString(line);
            }

            if (!await FillAsync(cancellationToken).ConfigureAwait(false))
            {
                throw new AwsChunkedException(AwsChunkedError.Truncated);
            }
        }
    }

    /// <summary>Reads data, directly from the body if the buffer is empty.</summary>
    internal async ValueTask<int> ReadAsync(Memory<byte> destination, CancellationToken cancellationToken)
    {
        if (_start == _end)
        {
            var direct = await body.ReadAsync(destination, cancellationToken).ConfigureAwait(false);
            return direct > 0 ? direct : throw new AwsChunkedException(AwsChunkedError.Truncated);
        }

        var count = Math.Min(destination.Length, _end - _start);
        _buffer.AsMemory(_start, count).CopyTo(destination);
        _start += count;
        return count;
    }

    internal async ValueTask<bool> IsAtEndAsync(CancellationToken cancellationToken) =>
        _start == _end && !await FillAsync(cancellationToken).ConfigureAwait(false);

    private async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        _end -= _start;
        _start = 0;
        var count = await body.ReadAsync(_buffer.AsMemory(_end), cancellationToken).ConfigureAwait(false);
        _end += count;
        return count > 0;
    }
}
