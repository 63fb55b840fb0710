using System.Security.Cryptography;
using PresignKit.SigV4.Chunked;
using PresignKit.SigV4.Hashing;
using PresignKit.SigV4.Verification;

namespace PresignKit.SigV4;

/// <summary>
/// The content of an aws-chunked body. The signatures of chunks and trailers and the declared length are verified while reading. Only a few
/// kilobytes are buffered, however large a chunk is, so the data of a chunk is returned before the end of the chunk verifies it:
/// <b>do not let anything that was read take effect until a read has returned 0</b>.
/// </summary>
public sealed class AwsChunkedStream : Stream
{
    private readonly ChunkedBodyReader _reader;
    private readonly ChunkedHeaders _headers;
    private readonly ChunkSignatures? _signatures;
    private readonly IncrementalHash _chunkHash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private ChunkHeader _chunk;
    private long _leftInChunk;
    private long _leftInBody;
    private bool _isAtEnd;
    private AwsChunkedError? _failed;

    /// <summary>Opens the body of a verified request.</summary>
    /// <param name="request">The request, with the headers <c>x-amz-decoded-content-length</c> and <c>x-amz-trailer</c>.</param>
    /// <param name="verification">The result of verifying this request; its payload mode determines how the body is signed.</param>
    /// <param name="body">The body as received. It is not disposed.</param>
    /// <exception cref="AwsChunkedException">
    /// The request is not verified, its payload mode is not a streaming mode, or one of the two headers is missing or malformed.
    /// </exception>
    public AwsChunkedStream(WireRequest request, SigV4Verification verification, Stream body)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(verification);
        ArgumentNullException.ThrowIfNull(body);
        _headers = ChunkedHeaders.Read(request, verification);
        _signatures = _headers.IsSigned ? new ChunkSignatures(verification.ChunkSeed!) : null;
        _reader = new ChunkedBodyReader(body);
        _leftInBody = _headers.DecodedLength;
    }

    /// <summary>The length of the content in bytes, as the request declares it. Reading to the end verifies it.</summary>
    public long DecodedLength => _headers.DecodedLength;

    /// <summary>The trailers in the order received, with lowercase names; empty until the end is reached.</summary>
    public IReadOnlyList<NameValue> Trailers { get; private set; } = [];

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Reads content. If it returns 0, the whole content and the trailers are verified.</summary>
    /// <param name="buffer">Receives the content.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <returns>The number of bytes read.</returns>
    /// <exception cref="AwsChunkedException">The body does not match its signatures or is malformed. Every later read throws again.</exception>
#pragma warning disable RS0027 // The overloads and their optional parameter are those of Stream.
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
#pragma warning restore RS0027
    {
        if (_failed is { } failed)
        {
            throw new AwsChunkedException(failed);
        }

        if (buffer.IsEmpty || _isAtEnd)
        {
            return 0;
        }

        try
        {
            while (_leftInChunk == 0 && !_isAtEnd)
            {
                await NextChunkAsync(cancellationToken).ConfigureAwait(false);
            }

            return _isAtEnd ? 0 : await ReadDataAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (AwsChunkedException exception)
        {
            _failed = exception.Error;
            throw;
        }
    }

    /// <inheritdoc/>
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        ValidateBufferArguments(buffer, offset, count);
        return ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();
    }

    /// <summary>Not supported. Use <see cref="ReadAsync(Memory{byte}, CancellationToken)"/>.</summary>
    /// <param name="buffer">Unused.</param>
    /// <param name="offset">Unused.</param>
    /// <param name="count">Unused.</param>
    /// <returns>Nothing.</returns>
    /// <exception cref="NotSupportedException">Always.</exception>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Synchronous reads are not supported. Use ReadAsync.");

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _chunkHash.Dispose();
        }

        base.Dispose(disposing);
    }

    private async ValueTask NextChunkAsync(CancellationToken cancellationToken)
    {
        var line = await _reader.ReadLineAsync(AwsChunkedError.MalformedChunk, cancellationToken).ConfigureAwait(false);
        _chunk = ChunkHeader.TryParse(line, _headers.IsSigned) ?? throw new AwsChunkedException(AwsChunkedError.MalformedChunk);
        if (_chunk.Size > _leftInBody)
        {
            throw new AwsChunkedException(AwsChunkedError.LengthMismatch);
        }

        _leftInChunk = _chunk.Size;
        if (_chunk.Size == 0)
        {
            await EndBodyAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask<int> ReadDataAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        var most = (int)Math.Min(buffer.Length, _leftInChunk);
        var count = await _reader.ReadAsync(buffer[..most], cancellationToken).ConfigureAwait(false);
        if (_headers.IsSigned)
        {
            _chunkHash.AppendData(buffer.Span[..count]);
        }

        _leftInChunk -= count;
        _leftInBody -= count;
        if (_leftInChunk == 0)
        {
            await ReadEmptyLineAsync(cancellationToken).ConfigureAwait(false);
            CheckChunk();
        }

        return count;
    }

    private async ValueTask EndBodyAsync(CancellationToken cancellationToken)
    {
        CheckChunk();
        if (_leftInBody != 0)
        {
            throw new AwsChunkedException(AwsChunkedError.LengthMismatch);
        }

        var trailers = Trailers;
        if (_headers.HasTrailers)
        {
            trailers = await ChunkTrailers.ReadAsync(_reader, _headers, _signatures, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            await ReadEmptyLineAsync(cancellationToken).ConfigureAwait(false);
        }

        if (!await _reader.IsAtEndAsync(cancellationToken).ConfigureAwait(false))
        {
            throw new AwsChunkedException(AwsChunkedError.MalformedChunk);
        }

        Trailers = trailers;
        _isAtEnd = true;
    }

    private async ValueTask ReadEmptyLineAsync(CancellationToken cancellationToken)
    {
        if (await _reader.ReadLineAsync(AwsChunkedError.MalformedChunk, cancellationToken).ConfigureAwait(false) is not "")
        {
            throw new AwsChunkedException(AwsChunkedError.MalformedChunk);
        }
    }

    private void CheckChunk()
    {
        if (_signatures is null)
        {
            return;
        }

        Span<byte> hash = stackalloc byte[Sha256.Size];
        _chunkHash.GetHashAndReset(hash);
        if (!ConstantTime.AreEqual(_chunk.Signature!, _signatures.NextChunk(hash)))
        {
            throw new AwsChunkedException(AwsChunkedError.ChunkSignatureMismatch);
        }
    }
}
