using System.Buffers;
using System.Net;
using PresignKit.Client.Hashing;
using PresignKit.Client.Progress;
using PresignKit.Client.Sources;

namespace PresignKit.Client.Http;

/// <summary>A piece of the source as the body of a request: read, hashed and sent in one pass.</summary>
internal sealed class PieceContent : HttpContent
{
    private const int ChunkSize = 128 * 1024;

    private readonly Piece _piece;
    private readonly StallWatch _watch;
    private readonly ProgressMeter _meter;
    private readonly bool _isHeld;

    /// <summary>Initializes the body.</summary>
    /// <param name="piece">The piece.</param>
    /// <param name="watch">Watches the request.</param>
    /// <param name="meter">Counts what leaves.</param>
    /// <param name="isHeld">Whether the platform reads the whole body before it sends any of it.</param>
    public PieceContent(Piece piece, StallWatch watch, ProgressMeter meter, bool isHeld)
    {
        (_piece, _watch, _meter, _isHeld) = (piece, watch, meter, isHeld);
    }

    /// <summary>How much the meter counted.</summary>
    public long Moved { get; private set; }

    /// <summary>The checksum of what was sent; null until all was.</summary>
    public string? Checksum { get; private set; }

    /// <summary>Why the source could not be read.</summary>
    public Exception? SourceFailure { get; private set; }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        // HttpClient may send a request a second time.
        Count(-Moved);
        Checksum = null;
        var checksum = PartChecksum.Start(_piece.Algorithm);
        var buffer = ArrayPool<byte>.Shared.Rent(ChunkSize);
        try
        {
            for (long done = 0; done < _piece.Length;)
            {
                var chunk = buffer.AsMemory(0, (int)Math.Min(ChunkSize, _piece.Length - done));
                _watch.Pause();
                await ReadAsync(done, chunk, cancellationToken).ConfigureAwait(false);
                checksum.Append(chunk.Span);
                done += chunk.Length;
                if (done == _piece.Length)
                {
                    // Before the last bytes leave: the answer may be here sooner than this method goes on.
                    Checksum = checksum.Finish();
                }

                _watch.ExpectMove();
                await stream.WriteAsync(chunk, cancellationToken).ConfigureAwait(false);
                if (!_isHeld)
                {
                    Count(chunk.Length);
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        Checksum ??= checksum.Finish();
        if (_isHeld)
        {
            _watch.ExpectAll(_piece.Length);
        }
        else
        {
            _watch.ExpectAnswer();
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _piece.Length;
        return true;
    }

    private async ValueTask ReadAsync(long done, Memory<byte> chunk, CancellationToken cancellationToken)
    {
        try
        {
            await _piece.Reader.ReadAsync(_piece.Offset + done, chunk, cancellationToken).ConfigureAwait(false);
        }
        catch (UploadException e)
        {
            SourceFailure = e;
            throw;
        }
    }

    private void Count(long bytes)
    {
        if (bytes != 0)
        {
            Moved += bytes;
            _meter.Move(bytes);
        }
    }
}
