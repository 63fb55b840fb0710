namespace PresignKit.S3.Tests.Fakes;

/// <summary>The system's clock. Runs an action when it is read for the given time; each signature reads it once.</summary>
internal sealed class CountedClock(int looks, Action act) : TimeProvider
{
    private int _looks;

    public override DateTimeOffset GetUtcNow()
    {
        if (Interlocked.Increment(ref _looks) == looks)
        {
            act();
        }

        return System.GetUtcNow();
    }
}
