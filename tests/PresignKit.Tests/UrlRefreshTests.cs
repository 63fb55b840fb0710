namespace PresignKit.Tests;

public sealed class UrlRefreshTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 14, 15, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(3600, 2400)]
    [InlineData(20, 13.333)]
    [InlineData(1, 0.666)]
    [InlineData(0, 0)]
    [InlineData(-5, 0)]
    public void After_IsTwoThirdsOfWhatIsLeft(double left, double expected) =>
        Assert.Equal(TimeSpan.FromSeconds(expected), UrlRefresh.After(Now.AddSeconds(left), Now));

    /// <summary>Within a window, everybody gets the URL that was signed for its start, and that is valid for one lifetime more than the window.</summary>
    [Theory]
    [InlineData(900, 900, 0)]
    [InlineData(900, 900, 899)]
    [InlineData(3600, 10, 1)]
    [InlineData(20, 3600, 3599)]
    [InlineData(1, 604_799, 0)]
    public void After_WithStableWindow_ReachesTheNextWindowBeforeExpiry(int lifetime, int window, int begin)
    {
        var expiry = Now.AddSeconds(window + lifetime);
        var now = Now.AddSeconds(begin);
        while (now < Now.AddSeconds(window))
        {
            now += UrlRefresh.After(expiry, now);
        }

        Assert.True(now < expiry, $"{now:O}");
    }
}
