using System.Diagnostics;

namespace PresignKit.Benchmarks.Browser.Links;

/// <summary>One browser's line: what all its connections, to whichever server, share.</summary>
internal sealed class ShapedLink
{
    private readonly Lock _lock = new();
    private RateLimit _up = null!;
    private RateLimit _down = null!;
    private StallSchedule _stalls = null!;
    private Random _resets = null!;
    private long _begun;

    public ShapedLink(LinkShape shape)
    {
        Shape = shape;
        Begin(seed: 1);
    }

    public LinkShape Shape { get; }

    /// <summary>The time since <see cref="Begin"/>.</summary>
    public TimeSpan Now => Stopwatch.GetElapsedTime(Interlocked.Read(ref _begun));

    /// <summary>Starts the clock of stalls and resets anew. Call it between runs, when nothing is under way.</summary>
    public void Begin(int seed)
    {
        lock (_lock)
        {
            (_up, _down) = (new(Shape.Up), new(Shape.Down));
            _stalls = new(Shape, seed);
            _resets = new(seed);
            Interlocked.Exchange(ref _begun, Stopwatch.GetTimestamp());
        }
    }

    public int ChunkSize(LinkDirection direction)
    {
        lock (_lock)
        {
            return Limit(direction).ChunkSize;
        }
    }

    /// <returns>When the last of these bytes leaves this end of the link.</returns>
    public TimeSpan Reserve(LinkDirection direction, int bytes)
    {
        lock (_lock)
        {
            return Limit(direction).Reserve(bytes, Now, _stalls);
        }
    }

    /// <summary>How many bytes a new connection carries until it is reset.</summary>
    public long DrawReset()
    {
        lock (_lock)
        {
            return Shape.ResetEvery <= 0 ? long.MaxValue : (long)(-Math.Log(1 - _resets.NextDouble()) * Shape.ResetEvery);
        }
    }

    /// <summary>Waits until this moment, or until the end of the stall that it is in.</summary>
    public async Task WaitAsync(TimeSpan moment, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            moment = _stalls.Skip(moment);
        }

        // Waiting once more is more exact than to begin late: what is waited for too long is caught up, but only within limits.
        for (var left = moment - Now; left.TotalMilliseconds >= 0.5; left = moment - Now)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(left.TotalMilliseconds)), cancellationToken);
        }
    }

    private RateLimit Limit(LinkDirection direction) => direction == LinkDirection.Up ? _up : _down;
}
