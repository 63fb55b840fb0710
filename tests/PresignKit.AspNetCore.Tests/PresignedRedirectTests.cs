using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace PresignKit.AspNetCore.Tests;

/// <summary>Redirects lead to exactly what was signed, and are kept no longer than that is valid.</summary>
public sealed class PresignedRedirectTests
{
    private const string Url = "https://store.test/films/gr%C3%B6%C3%9Fe%201%25.mp4?X-Amz-Expires=900&X-Amz-Signature=topsecret";

    private static readonly DateTimeOffset Now = new(2026, 3, 14, 15, 9, 26, TimeSpan.Zero);

    [Theory]
    [InlineData(0, 900, "no-store")]
    [InlineData(60, 900, "private, max-age=60")]
    [InlineData(10_000, 900, "private, max-age=600")]
    [InlineData(10_000, 2, "private, max-age=1")]
    [InlineData(10_000, 1, "no-store")]
    [InlineData(10_000, 0, "no-store")]
    [InlineData(10_000, -5, "no-store")]
    [InlineData(-1, 900, "no-store")]
    public async Task Redirect_IsKeptForTwoThirdsOfWhatTheUrlIsValidAtMost(int maximumAge, int secondsLeft, string cacheControl)
    {
        var context = new DefaultHttpContext
        {
            RequestServices = new ServiceCollection().AddSingleton<TimeProvider>(new FakeTimeProvider(Now)).BuildServiceProvider(),
        };

        var redirect = new PresignedRedirect(Signed(Now.AddSeconds(secondsLeft))) { MaximumAge = TimeSpan.FromSeconds(maximumAge) };
        await redirect.ExecuteAsync(context);

        Assert.Equal((302, 302), (context.Response.StatusCode, redirect.StatusCode));
        Assert.Equal(Url, context.Response.Headers.Location);
        Assert.Equal(cacheControl, context.Response.Headers.CacheControl);
        Assert.Equal("no-referrer", context.Response.Headers["Referrer-Policy"]);
        Assert.DoesNotContain("topsecret", redirect.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Redirect_ToAUrlThatNeedsHeaders_IsRefused()
    {
        var refused = Assert.Throws<ArgumentException>(() => new PresignedRedirect(Signed(Now, ("Range", "bytes=0-1"))));

        Assert.Contains("must send Range", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("topsecret", refused.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>(() => new PresignedRedirect(null!));
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    public void Redirect_ToAUrlOfAMethodThatBrowsersDoNotFollowWith_IsRefused(string method)
    {
        var refused = Assert.Throws<ArgumentException>(() => new PresignedRedirect(Signed(Now, method)));

        Assert.Contains($"signed for {method}", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("topsecret", refused.Message, StringComparison.Ordinal);
    }

    private static PresignedUrl Signed(DateTimeOffset expiresAt, params (string Name, string Value)[] headers) => Signed(expiresAt, "GET", headers);

    private static PresignedUrl Signed(DateTimeOffset expiresAt, string method, params (string Name, string Value)[] headers) => new(
        method, Url, headers.ToDictionary(header => header.Name, header => header.Value), new("films/größe 1%.mp4"), expiresAt, ExpiryLimit.Policy);
}
