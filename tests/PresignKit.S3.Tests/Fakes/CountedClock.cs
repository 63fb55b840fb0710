namespace PresignKit.S3.Tests.Fakes;

/// <summary>The system's clock, which acts when it has been looked at so many times: whatever is signed looks at it.</summary>
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
