namespace PresignKit.Conformance.Ceph;

/// <summary>The system's clock, on which no timer waits longer than a second: what is renewed every three quarters of an hour is so every second.</summary>
internal sealed class HurriedTimers : TimeProvider
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new Timer(System.CreateTimer(callback, state, Hurried(dueTime), period));

    private static TimeSpan Hurried(TimeSpan due) => due > Longest ? Longest : due;

    private sealed class Timer(ITimer inner) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => inner.Change(Hurried(dueTime), period);

        public void Dispose() => inner.Dispose();

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
