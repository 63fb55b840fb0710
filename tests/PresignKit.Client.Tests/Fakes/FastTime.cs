using System.Collections.Concurrent;

namespace PresignKit.Client.Tests.Fakes;

/// <summary>A clock whose waits are twenty times shorter than they were asked to be.</summary>
internal sealed class FastTime : TimeProvider
{
    private const int Factor = 20;

    /// <summary>The waits as they were asked for.</summary>
    public ConcurrentQueue<TimeSpan> Waits { get; } = [];

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Waits.Enqueue(dueTime);
        return new FastTimer(System.CreateTimer(callback, state, Shorten(dueTime), period));
    }

    private static TimeSpan Shorten(TimeSpan wait) => wait > TimeSpan.Zero ? wait / Factor : wait;

    private sealed class FastTimer(ITimer timer) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(Shorten(dueTime), period);

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
