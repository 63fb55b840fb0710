using Microsoft.AspNetCore.Http;
using PresignKit.LocalS3.Http;

namespace PresignKit.LocalS3.Bodies;

/// <summary>The body of a request as it arrives, with S3's error if the client pauses for too long. Kestrel's data rate alone would let a client that
/// started fast keep its connection, and its temporary file, for days.</summary>
internal sealed class TimedBody : Stream
{
    private readonly HttpRequest _request;
    private readonly TimeSpan _pause;
    private readonly ITimer _timer;
    private readonly TimeProvider _time;
    private ITimer? _deadline;
    private volatile bool _isOver;

    public TimedBody(HttpRequest request, StoreServices services)
    {
        _request = request;
        _time = services.Time;
        _pause = services.Limits.BodyPause;
        _timer = _time.CreateTimer(End, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        request.HttpContext.Response.RegisterForDispose(this);
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>From now on, all reads together have this time, until <see cref="RemoveDeadline"/>.</summary>
    public void SetDeadline(TimeSpan time) => _deadline = _time.CreateTimer(End, null, time, Timeout.InfiniteTimeSpan);

    public void RemoveDeadline()
    {
        _deadline?.Dispose();
        _deadline = null;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        ThrowIfOver();
        _timer.Change(_pause, Timeout.InfiniteTimeSpan);
        try
        {
            return await _request.Body.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_isOver && !cancellationToken.IsCancellationRequested)
        {
            throw new S3Exception(S3Errors.RequestTimeout());
        }
        finally
        {
            _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
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

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            RemoveDeadline();
            _timer.Dispose();
        }

        base.Dispose(disposing);
    }

    private void End(object? state)
    {
        _isOver = true;
        _request.BodyReader.CancelPendingRead();
    }

    private void ThrowIfOver()
    {
        if (_isOver)
        {
            throw new S3Exception(S3Errors.RequestTimeout());
        }
    }
}
