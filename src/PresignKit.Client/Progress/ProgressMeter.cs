using System.Runtime.ExceptionServices;

namespace PresignKit.Client.Progress;

/// <summary>Counts what was sent, and reports it. Reports never overlap, and no number in them falls.</summary>
internal sealed class ProgressMeter(IProgress<UploadProgress>? progress, long total, TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private readonly Lock _lock = new();
    private UploadPhase _phase;
    private long _kept;
    private long _inFlight;
    private long _resumed;
    private int _parts;
    private int _partCount;
    private int _retries;
    private long _highest;
    private int _mostParts;
    private long _reportedAt;
    private ExceptionDispatchInfo? _failure;

    public void Enter(UploadPhase phase)
    {
        lock (_lock)
        {
            // A part that is sent again after the completion began does not make the upload go back.
            _phase = phase > _phase ? phase : _phase;
            Report(always: true);
        }

        ThrowIfFailed();
    }

    /// <summary>Sets the number of parts, and forgets what an earlier slot has; what was reported stands.</summary>
    public void Begin(int partCount)
    {
        lock (_lock)
        {
            (_partCount, _kept, _inFlight, _parts) = (partCount, 0, 0, 0);
            Report(always: true);
        }
    }

    /// <summary>Bytes left for the store; negative if they must be sent again.</summary>
    public void Move(long bytes)
    {
        lock (_lock)
        {
            _inFlight += bytes;
            Report(always: false);
        }
    }

    /// <summary>The store has a part.</summary>
    /// <param name="size">The part's size.</param>
    /// <param name="moved">How much of it was counted by <see cref="Move"/>.</param>
    /// <param name="resumed">Whether an earlier try had sent it.</param>
    public void Keep(long size, long moved, bool resumed = false)
    {
        lock (_lock)
        {
            _inFlight -= moved;
            _kept += size;
            _resumed += resumed ? size : 0;
            _parts++;
            Report(always: true);
        }

        ThrowIfFailed();
    }

    /// <summary>The store does not have a part after all.</summary>
    public void Lose(long size)
    {
        lock (_lock)
        {
            _kept -= size;
            _parts--;
        }
    }

    public void Retry()
    {
        lock (_lock)
        {
            _retries++;
            Report(always: true);
        }

        ThrowIfFailed();
    }

    private void ThrowIfFailed() => _failure?.Throw();

    private void Report(bool always)
    {
        _highest = Math.Min(total, Math.Max(_highest, _kept + _inFlight));
        _mostParts = Math.Max(_mostParts, _parts);
        if (progress is null || _failure is not null || (!always && time.GetElapsedTime(_reportedAt) < Interval))
        {
            return;
        }

        _reportedAt = time.GetTimestamp();
        try
        {
            progress.Report(new()
            {
                Phase = _phase,
                TotalBytes = total,
                BytesSent = _highest,
                ResumedBytes = _resumed,
                PartsSent = Math.Min(_mostParts, _partCount),
                PartCount = _partCount,
                Retries = _retries,
            });
        }
        catch (Exception e)
        {
            // Not from here: inside a request it would look like a broken connection.
            _failure = ExceptionDispatchInfo.Capture(e);
        }
    }
}
