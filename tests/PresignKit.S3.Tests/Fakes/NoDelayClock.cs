namespace PresignKit.S3.Tests.Fakes;

/// <summary>The system's clock, with timers that fire immediately.</summary>
internal sealed class NoDelayClock : TimeProvider
{
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        base.CreateTimer(callback, state, dueTime == Timeout.InfiniteTimeSpan ? dueTime : TimeSpan.Zero, period);
}
