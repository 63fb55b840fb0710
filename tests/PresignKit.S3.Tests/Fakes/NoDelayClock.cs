namespace PresignKit.S3.Tests.Fakes;

/// <summary>The system's clock, on which every pause is over at once.</summary>
internal sealed class NoDelayClock : TimeProvider
{
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        base.CreateTimer(callback, state, dueTime == Timeout.InfiniteTimeSpan ? dueTime : TimeSpan.Zero, period);
}
