namespace PresignKit.BrowserTests.Players.Hosting;

/// <summary>The clock of an application and its embedded store: it may be faster than this machine's, and can be advanced.</summary>
/// <param name="rate">How many seconds pass in one.</param>
internal sealed class PlayerClock(int rate) : TimeProvider
{
    private readonly DateTimeOffset _start = System.GetUtcNow();
    private readonly long _timestamp = System.GetTimestamp();
    private long _ahead;

    public int Rate => rate;

    public override DateTimeOffset GetUtcNow() =>
        _start + (System.GetElapsedTime(_timestamp) * rate) + TimeSpan.FromTicks(Interlocked.Read(ref _ahead));

    public void Advance(TimeSpan duration) => Interlocked.Add(ref _ahead, duration.Ticks);
}
