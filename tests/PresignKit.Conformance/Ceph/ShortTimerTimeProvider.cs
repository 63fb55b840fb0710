namespace PresignKit.Conformance.Ceph;

/// <summary>The system's time, but no timer waits longer than one second: credentials that are renewed every 45 minutes are renewed every second.</summary>
internal sealed class ShortTimerTimeProvider : TimeProvider
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new Timer(System.CreateTimer(callback, state, Shortened(dueTime), period));

    private static TimeSpan Shortened(TimeSpan due) => due > Longest ? Longest : due;

    private sealed class Timer(ITimer inner) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => inner.Change(Shortened(dueTime), period);

        public void Dispose() => inner.Dispose();

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
