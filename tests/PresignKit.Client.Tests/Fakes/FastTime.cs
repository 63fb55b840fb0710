using System.Collections.Concurrent;

namespace PresignKit.Client.Tests.Fakes;

/// <summary>A clock whose waits before another attempt are fifty times shorter than they were asked to be. Time-outs are as long as they are.</summary>
internal sealed class FastTime : TimeProvider
{
    private const int Factor = 50;

    /// <summary>The waits as they were asked for.</summary>
    public ConcurrentQueue<TimeSpan> Waits { get; } = [];

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        // Time-outs begin later, by a change of their timer, or are longer than any wait.
        Waits.Enqueue(dueTime);
        return System.CreateTimer(callback, state, dueTime > TimeSpan.Zero && dueTime < TimeSpan.FromSeconds(100) ? dueTime / Factor : dueTime, period);
    }
}
