using PresignKit.SigV4.Signing;

namespace PresignKit.SigV4.Tests.Signing;

/// <summary>What is created again, and what is kept.</summary>
public class SigningIdentityTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    private readonly SigningIdentity _identity = new(new SigV4Credentials("AKIDEXAMPLE", "secret"), "eu-central-1", "s3");

    [Fact]
    public void At_AlternatingSeconds_KeepsBothAndTheKeysOfBothDays()
    {
        var (yesterday, today) = (_identity.At(Noon.AddDays(-1)), _identity.At(Noon));

        Assert.Same(yesterday, _identity.At(Noon.AddDays(-1)));
        Assert.Same(today, _identity.At(Noon.AddMilliseconds(999)));
        Assert.Same(yesterday.Key, _identity.At(Noon.AddDays(-1).AddSeconds(1)).Key);
        Assert.Same(today.Key, _identity.At(Noon.AddSeconds(1)).Key);
        Assert.NotSame(yesterday.Key, today.Key);
    }

    [Fact]
    public void At_MoreSecondsThanAreKept_DropsTheOldest()
    {
        var oldest = _identity.At(Noon);
        for (var second = 1; second <= SecondCache.Limit; second++)
        {
            Assert.Equal(Noon.AddSeconds(second).UtcDateTime, _identity.At(Noon.AddSeconds(second)).Second);
        }

        var again = _identity.At(Noon);
        Assert.NotSame(oldest, again);
        Assert.Same(oldest.Key, again.Key);
        Assert.Equal(oldest.DateText, again.DateText);
    }
}
