using PresignKit.Administration;

namespace PresignKit.Tests.Administration;

public sealed class PageOriginTests
{
    [Theory]
    [InlineData("https://app.example.com")]
    [InlineData("http://127.0.0.1:5080")]
    [InlineData("https://[2001:db8::1]:8443")]
    [InlineData("capacitor://localhost")]
    public void Flaw_OriginAsBrowsersSendIt_IsNull(string origin) => Assert.Null(PageOrigin.Flaw(origin, allowWildcards: false));

    [Theory]
    [InlineData("", "empty")]
    [InlineData("app.example.com", "scheme")]
    [InlineData("HTTPS://app.example.com", "scheme")]
    [InlineData("null", "scheme")]
    [InlineData("https://", "not an origin")]
    [InlineData("https://app.example.com/", "without a trailing slash")]
    [InlineData("https://app.example.com/page", "not an origin")]
    [InlineData("https://user@app.example.com", "not an origin")]
    [InlineData("https://App.example.com", "lowercase")]
    [InlineData("https://bücher.example", "Punycode")]
    [InlineData("https://app.example.com:443", "omit")]
    [InlineData("http://app.example.com:80", "omit")]
    [InlineData("*", "AllowWildcardOrigins")]
    [InlineData("https://*.example.com", "AllowWildcardOrigins")]
    public void Flaw_OtherText_SaysWhatIsWrong(string origin, string says) =>
        Assert.Contains(says, PageOrigin.Flaw(origin, allowWildcards: false), StringComparison.Ordinal);

    [Theory]
    [InlineData("*", true)]
    [InlineData("https://*.example.com", true)]
    [InlineData("https://*.*.example.com", false)]
    public void Flaw_WildcardsAllowed_AcceptsOnlyOne(string origin, bool sound) =>
        Assert.Equal(sound, PageOrigin.Flaw(origin, allowWildcards: true) is null);
}
