namespace PresignKit.AspNetCore.Limits;

/// <summary>
/// Counts in the memory of this process. For each holder it keeps one time: when the limit will be whole again. Each slot moves it into
/// the future by the holder's share of the window, and it may not be further away than the window. Once it has passed, it is forgotten.
/// </summary>
/// <param name="clock">The clock.</param>
/// <param name="capacity">The greatest number of holders to remember.</param>
internal sealed class InProcessSlotLedger(TimeProvider clock, int capacity) : ISlotLedger
{
    private const int DefaultCapacity = 200_000;

    private static readonly TimeSpan SweepInterval = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, long> _wholeAt = new(StringComparer.Ordinal);
    private readonly long _start = clock.GetTimestamp();
    private long _nextSweep = SweepInterval.Ticks;

    public InProcessSlotLedger(TimeProvider clock)
        : this(clock, DefaultCapacity)
    {
    }

    /// <summary>The number of holders whose limit is not whole, apart from those that the next sweep removes.</summary>
    internal int Count
    {
        get
        {
            lock (_lock)
            {
                return _wholeAt.Count;
            }
        }
    }

    public ValueTask<SlotReservation> TryReserveAsync(string holder, SlotLimit limit, CancellationToken cancellationToken)
    {
        var share = (limit.Window.Ticks + limit.Slots - 1) / limit.Slots;
        lock (_lock)
        {
            var now = clock.GetElapsedTime(_start).Ticks;
            if (now >= _nextSweep)
            {
                Sweep(now);
            }

            var isKnown = _wholeAt.TryGetValue(holder, out var wholeAt);
            wholeAt = Math.Max(wholeAt, now) + share;
            var wait = wholeAt - (share * limit.Slots) - now;
            if (wait > 0)
            {
                return new(SlotReservation.Refused(TimeSpan.FromTicks(wait)));
            }

            if (!isKnown && _wholeAt.Count >= capacity)
            {
                MakeRoom(now);
            }

            _wholeAt[holder] = wholeAt;
            return new(SlotReservation.Granted);
        }
    }

    private void Sweep(long now)
    {
        _nextSweep = now + SweepInterval.Ticks;
        foreach (var (holder, wholeAt) in _wholeAt)
        {
            if (wholeAt <= now)
            {
                _wholeAt.Remove(holder);
            }
        }
    }

    /// <summary>Forgets the quarter that has used the least, so that a user who has used up the limit cannot reset it by sending requests as many others.</summary>
    private void MakeRoom(long now)
    {
        Sweep(now);
        if (_wholeAt.Count < capacity)
        {
            return;
        }

        var least = _wholeAt.OrderBy(entry => entry.Value).Take(Math.Max(1, capacity / 4)).Select(entry => entry.Key).ToArray();
        foreach (var holder in least)
        {
            _wholeAt.Remove(holder);
        }
    }
}
