namespace PresignKit.Benchmarks.Browser.Links;

/// <summary>A token bucket: says when bytes have left. Timers fire late, so a little time may be caught up.</summary>
internal sealed class RateLimit(double? bitsPerSecond)
{
    private static readonly TimeSpan CatchUp = TimeSpan.FromMilliseconds(10);

    private TimeSpan _free = TimeSpan.MinValue;

    /// <summary>The size of one read: two milliseconds of the link, so that connections take turns.</summary>
    public int ChunkSize { get; } = bitsPerSecond is { } rate ? (int)Math.Clamp(rate / 8 * 0.002, 2 * 1024, 64 * 1024) : 64 * 1024;

    /// <returns>When the last of these bytes leaves.</returns>
    public TimeSpan Reserve(int bytes, TimeSpan now, StallSchedule stalls)
    {
        if (bitsPerSecond is not { } rate)
        {
            return stalls.Skip(now);
        }

        var earliest = now - CatchUp;
        var begin = stalls.Skip(_free > earliest ? _free : earliest);
        _free = begin + TimeSpan.FromSeconds(bytes * 8 / rate);
        return _free;
    }
}
