using Microsoft.AspNetCore.Http;
using PresignKit.LocalS3.Http;

namespace PresignKit.LocalS3.Bodies;

/// <summary>Which time of a body is over.</summary>
internal enum TimeLimit
{
    Pause,
    Deadline,
}

/// <summary>The body of a request as it arrives, with S3's error if the client pauses for too long. Kestrel's data rate alone would let a client that
/// started fast keep its connection, and its temporary file, for days.</summary>
internal sealed class TimedBody : ReadOnlyStream
{
    private readonly HttpRequest _request;
    private readonly TimeSpan _pause;
    private readonly ITimer _timer;
    private readonly TimeProvider _time;
    private readonly Lock _gate = new();
    private ITimer? _deadline;
    private bool _isReading;
    private bool _isOver;

    public TimedBody(HttpRequest request, StoreServices services)
    {
        _request = request;
        _time = services.Time;
        _pause = services.Limits.BodyPause;
        _timer = _time.CreateTimer(_ => End(TimeLimit.Pause), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        request.HttpContext.Response.RegisterForDispose(this);
    }

    /// <summary>From now on, all reads together have this time, until <see cref="RemoveDeadline"/>.</summary>
    public void SetDeadline(TimeSpan time) => _deadline = _time.CreateTimer(_ => End(TimeLimit.Deadline), null, time, Timeout.InfiniteTimeSpan);

    public void RemoveDeadline()
    {
        _deadline?.Dispose();
        _deadline = null;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var pace = _request.HttpContext.Features.Get<Pace>();
        if (pace is null || buffer.IsEmpty)
        {
            return await ReceiveAsync(buffer, cancellationToken).ConfigureAwait(false);
        }

        var read = await ReceiveAsync(buffer[..pace.Limit(buffer.Length)], cancellationToken).ConfigureAwait(false);
        await pace.PassAsync(read, cancellationToken).ConfigureAwait(false);
        return read;
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

    private async ValueTask<int> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        Begin();
        _timer.Change(_pause, Timeout.InfiniteTimeSpan);
        try
        {
            return await _request.Body.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (IsOver() && !cancellationToken.IsCancellationRequested)
        {
            throw new S3Exception(S3Errors.RequestTimeout());
        }
        finally
        {
            _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            Done();
        }
    }

    private void Begin()
    {
        lock (_gate)
        {
            if (_isOver)
            {
                throw new S3Exception(S3Errors.RequestTimeout());
            }

            _isReading = true;
        }
    }

    private void Done()
    {
        lock (_gate)
        {
            _isReading = false;
        }
    }

    private bool IsOver()
    {
        lock (_gate)
        {
            return _isOver;
        }
    }

    /// <summary>Called by a timer. Only a read in progress is ended: the connection may already serve the next request.</summary>
    private void End(TimeLimit limit)
    {
        lock (_gate)
        {
            if (!_isReading && limit == TimeLimit.Pause)
            {
                return;
            }

            _isOver = true;
            if (!_isReading)
            {
                return;
            }

            try
            {
                _request.BodyReader.CancelPendingRead();
            }
            catch (Exception exception) when (exception is ObjectDisposedException or OperationCanceledException or InvalidOperationException or IOException)
            {
                // The client has gone at the same moment, so the read ends by itself. An exception of a timer would end the process.
            }
        }
    }
}
