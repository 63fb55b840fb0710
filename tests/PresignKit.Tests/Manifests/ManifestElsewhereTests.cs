using static PresignKit.Tests.Manifests.ManifestApplication;

namespace PresignKit.Tests.Manifests;

/// <summary>What the grant allows to be at another origin stays as it is, with everything below it.</summary>
public sealed class ManifestElsewhereTests
{
    private const string Own = "<Period duration='PT5S'><AdaptationSet><Representation><BaseURL>v.mp4</BaseURL></Representation></AdaptationSet></Period>";

    [Theory]
    [InlineData("<Period duration='PT5S'><BaseURL>https://ads.example.com/x/</BaseURL><AdaptationSet><SegmentTemplate duration='1' media='$Number$.m4s'/>"
        + "<Representation/></AdaptationSet></Period>", 2)]
    [InlineData("<Period duration='PT5S'><BaseURL>https://ads.example.com/x/</BaseURL><BaseURL>https://ads.example.com/y/</BaseURL><AdaptationSet/></"
        + "Period>", 2)]
    [InlineData("<Period><BaseURL>https://ads.example.com</BaseURL><AdaptationSet><BaseURL>../a?b=c</BaseURL><Representation><BaseURL>https://"
        + "ads.example.com/d</BaseURL></Representation></AdaptationSet></Period>", 3)]
    [InlineData("<Period><AdaptationSet><Representation><BaseURL>https://ads.example.com/v.pdf?x</BaseURL></Representation></AdaptationSet></Period>", 1)]
    [InlineData("<Period><AdaptationSet><Representation><SegmentList duration='1'><SegmentURL media='https://ads.example.com/1.m4s?a&amp;b'/></SegmentList></"
        + "Representation></AdaptationSet></Period>", 1)]
    public async Task AllowedOrigin_StaysAsItIs(string period, int allowed)
    {
        var (text, signed) = await SignAsync(Mpd(period + Own), Allow);

        Assert.Equal(Mpd(period + Signed(Own.Replace("v.mp4", "[v.mp4]", StringComparison.Ordinal))), text);
        Assert.Equal((1, allowed), (signed.SignedUris, signed.AllowedUris));
    }

    [Fact]
    public async Task AllowedOrigin_OfATemplate_IsWrittenOut()
    {
        var (text, signed) = await SignAsync(
            Period("<Representation><SegmentTemplate duration='5' media='https://ads.example.com/$Number$?a&amp;b'/></Representation>"), Allow);

        Assert.Contains(
            "<SegmentURL media=\"https://ads.example.com/1?a&amp;b\"/>\n<SegmentURL media=\"https://ads.example.com/2?a&amp;b\"/></SegmentList>",
            text,
            StringComparison.Ordinal);
        Assert.Equal((0, 2), (signed.SignedUris, signed.AllowedUris));
    }

    [Fact]
    public async Task AllowedOrigin_OfTheWholeManifest_StaysAsItIs()
    {
        var plain = Mpd("<BaseURL>https://ads.example.com/</BaseURL>" + Own);

        Assert.Equal(plain, (await SignAsync(plain, Allow)).Text);
    }

    [Theory]
    [InlineData("https://ads.example.com/time")]
    [InlineData("https://ads.example.com/time https://ads.example.com/iso")]
    public async Task AllowedOrigin_OfUtcTiming_StaysAsItIs(string value)
    {
        var plain = Mpd($"<UTCTiming schemeIdUri='urn:mpeg:dash:utc:http-iso:2014' value='{value}'/>");

        Assert.Equal(plain, (await SignAsync(plain, Allow)).Text);
    }

    // Players ask one address of the list after the other.
    [Theory]
    [InlineData("https://ads.example.com/time https://evil.test/")]
    [InlineData("https://ads.example.com/time\n//evil.test/")]
    [InlineData("https://ads.example.com/time&#9;https://ads.example.com.evil.test/")]
    [InlineData(" ")]
    public Task AllowedOrigin_OfUtcTiming_DoesNotAllowAnother(string value) => RefuseAsync(
        Mpd($"<UTCTiming schemeIdUri='urn:mpeg:dash:utc:http-iso:2014' value='{value}'/>"), PlaylistErrorCodes.PlaylistElementNotAllowed, 3, Allow);

    [Theory]
    [InlineData("https://evil.test/", PlaylistErrorCodes.PlaylistUriAbsolute)]
    [InlineData("//evil.test/", PlaylistErrorCodes.PlaylistUriAbsolute)]
    [InlineData("\\\\evil.test/", PlaylistErrorCodes.PlaylistUriInvalid)]
    [InlineData("javascript:x", PlaylistErrorCodes.PlaylistUriAbsolute)]
    [InlineData("https://ads.example.com.evil.test/", PlaylistErrorCodes.PlaylistUriAbsolute)]
    [InlineData("https://ads.example.com@evil.test/", PlaylistErrorCodes.PlaylistUriAbsolute)]
    public async Task AllowedOrigin_DoesNotLeadToAThird(string address, string code)
    {
        foreach (var content in new[]
        {
            $"<AdaptationSet><BaseURL>{address}</BaseURL></AdaptationSet>",
            $"<AdaptationSet><SegmentTemplate media='{address}'/></AdaptationSet>",
            $"<AdaptationSet><SegmentTemplate initialization='{address}'/></AdaptationSet>",
            $"<SegmentList><Initialization sourceURL='{address}'/></SegmentList>",
            $"<AdaptationSet><Representation><SegmentList><SegmentURL media='{address}'/></SegmentList></Representation></AdaptationSet>",
        })
        {
            await RefuseAsync(Mpd($"<Period><BaseURL>https://ads.example.com/x/</BaseURL>{content}</Period>"), code, 3, Allow);
        }
    }

    [Theory]
    [InlineData("https://evil.test/1")]
    [InlineData("//evil.test/1")]
    [InlineData("\\\\evil.test/1")]
    [InlineData("")]
    [InlineData("&#47;/evil.test/1")]
    public async Task AllowedOrigin_DoesNotLeadToAThirdByAnId(string id)
    {
        var segments = "<SegmentTemplate duration='1' media='$RepresentationID$//evil.test/$Number$.m4s'/>";
        await RefuseAsync(
            Mpd($"<Period><BaseURL>https://ads.example.com/x/</BaseURL><AdaptationSet>{segments}<Representation id='{id}'/></AdaptationSet></Period>"),
            PlaylistErrorCodes.PlaylistUriAbsolute,
            3,
            Allow);
        await RefuseAsync(
            Period($"<Representation id='{id}'><BaseURL>https://ads.example.com/x/</BaseURL>{segments}</Representation>"),
            PlaylistErrorCodes.PlaylistUriAbsolute,
            4,
            Allow);
    }

    [Fact]
    public Task AllowedOrigin_ThatInheritsSegmentsOfThisOne_IsRefused() => RefuseAsync(
        Period("<SegmentTemplate duration='1' media='$Number$.m4s'/><Representation><BaseURL>https://ads.example.com/</BaseURL></Representation>"),
        PlaylistErrorCodes.PlaylistElementNotAllowed,
        4,
        Allow);

    private static PlaylistGrant Allow(PlaylistGrant grant) => grant with { AllowedOrigins = ["https://ads.example.com"] };
}
