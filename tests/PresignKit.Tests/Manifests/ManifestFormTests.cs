using static PresignKit.Tests.Manifests.ManifestApplication;

namespace PresignKit.Tests.Manifests;

/// <summary>What becomes of each form of addresses. Names in brackets stand for signed URLs.</summary>
public sealed class ManifestFormTests
{
    private const string Timeline =
        "<SegmentTimeline><S t=\"20\" d=\"30\"/><S d=\"30\"/><S t=\"85\" d=\"20\"/><S d=\"20\"/></SegmentTimeline>";

    private const string List = "\n<SegmentURL media=\"";

    [Theory]

    // One object for each representation.
    [InlineData(
        "<Representation id=\"1\"><BaseURL>v.mp4</BaseURL></Representation>",
        "<Representation id=\"1\"><BaseURL>[v.mp4]</BaseURL></Representation>")]
    [InlineData(
        "<Representation id=\"1\">\n<BaseURL serviceLocation='x'> v/w.mp4\n</BaseURL>\n<SegmentBase indexRange=\"1-2\"><Initialization range=\"0-1\"/></"
        + "SegmentBase>\n</Representation>",
        "<Representation id=\"1\">\n<BaseURL serviceLocation='x'>[v/w.mp4]</BaseURL>\n\n<SegmentBase indexRange=\"1-2\"><Initialization range=\"0-1\"/></"
        + "SegmentBase></Representation>")]
    [InlineData(
        "<BaseURL>v.mp4</BaseURL><Representation id=\"1\"/><Representation id=\"2\"></Representation>",
        "<BaseURL>v.mp4</BaseURL><Representation id=\"1\"><BaseURL>[v.mp4]</BaseURL></Representation><Representation id=\"2\"><BaseURL>[v.mp4]</BaseURL></"
        + "Representation>")]
    [InlineData(
        "<SegmentBase timescale='9'><Initialization sourceURL='i.mp4'/></SegmentBase><Representation><BaseURL>x/v.mp4</BaseURL></Representation>",
        "<Representation><BaseURL>[x/v.mp4]</BaseURL><SegmentBase timescale='9'><Initialization sourceURL='[x/i.mp4]'/></SegmentBase></Representation>")]
    [InlineData(
        "<SegmentBase timescale='9' x:y='z' xmlns:x='urn:x'><RepresentationIndex/><x:z/></SegmentBase><Representation><BaseURL>v.mp4</BaseURL><SegmentBase "
        + "timescale='8'/></Representation>",
        "<Representation><BaseURL>[v.mp4]</BaseURL><SegmentBase timescale='8' x:y='z' xmlns:x='urn:x'><RepresentationIndex/><x:z/></SegmentBase></"
        + "Representation>")]

    // Lists.
    [InlineData(
        "<Representation><SegmentList duration=\"5\"><Initialization sourceURL=\"i.mp4\"/><SegmentURL media=\"1.m4s\" mediaRange=\"1-2\"/><SegmentURL "
        + "index='1.mp4' media='2.m4s' /></SegmentList></Representation>",
        "<Representation><SegmentList duration=\"5\"><Initialization sourceURL=\"[i.mp4]\"/><SegmentURL media=\"[1.m4s]\" mediaRange=\"1-2\"/><SegmentURL "
        + "index='[1.mp4]' media='[2.m4s]' /></SegmentList></Representation>")]
    [InlineData(
        "<Representation><BaseURL>v.mp4</BaseURL><SegmentList duration=\"5\"><Initialization range=\"0-9\"/><SegmentURL mediaRange=\"10-19\"/><SegmentURL "
        + "mediaRange=\"20-29\"></SegmentURL></SegmentList></Representation>",
        "<Representation><BaseURL>v.mp4</BaseURL><SegmentList duration=\"5\"><Initialization range=\"0-9\" sourceURL=\"[v.mp4]\"/><SegmentURL "
        + "mediaRange=\"10-19\" media=\"[v.mp4]\"/><SegmentURL mediaRange=\"20-29\" media=\"[v.mp4]\"></SegmentURL></SegmentList></Representation>")]
    [InlineData(
        "<SegmentList duration='5' startNumber='7'><SegmentURL media='1.m4s'/></SegmentList><Representation><BaseURL>a/</BaseURL></Representation>"
        + "<Representation><BaseURL>b/c</BaseURL></Representation>",
        "<Representation><BaseURL>a/</BaseURL><SegmentList duration='5' startNumber='7'><SegmentURL media='[a/1.m4s]'/></SegmentList></Representation>"
        + "<Representation><BaseURL>b/c</BaseURL><SegmentList duration='5' startNumber='7'><SegmentURL media='[b/1.m4s]'/></SegmentList></Representation>")]
    [InlineData(
        "<Representation><SegmentList timescale='2'><SegmentTimeline><S t='3' d='4' r='1'/><S d='5' r='-1'/></SegmentTimeline><SegmentURL media='1.m4s'/>"
        + "<SegmentURL media='2.m4s'/><SegmentURL media='3.m4s'/><SegmentURL media='4.m4s'/></SegmentList></Representation>",
        "<Representation><SegmentList timescale='2'><SegmentTimeline><S t=\"3\" d=\"4\"/><S d=\"4\"/><S d=\"5\"/><S d=\"5\"/></SegmentTimeline><SegmentURL "
        + "media='[1.m4s]'/><SegmentURL media='[2.m4s]'/><SegmentURL media='[3.m4s]'/><SegmentURL media='[4.m4s]'/></SegmentList></Representation>")]

    // Templates.
    [InlineData(
        "<Representation id=\"v\" bandwidth=\"900\"><SegmentTemplate timescale=\"2\" duration=\"8\" startNumber=\"5\" media=\"$RepresentationID$/"
        + "$Bandwidth%05d$-$Number%03d$$$.m4s\" initialization=\"$RepresentationID$/i.mp4\"/></Representation>",
        "<Representation id=\"v\" bandwidth=\"900\"><SegmentList timescale=\"2\" duration=\"8\"><Initialization sourceURL=\"[v/i.mp4]\"/>"
        + List + "[v/00900-005$.m4s]\"/>" + List + "[v/00900-006$.m4s]\"/>" + List + "[v/00900-007$.m4s]\"/></SegmentList></Representation>")]
    [InlineData(
        "<SegmentTemplate timescale=\"10\" media=\"$RepresentationID$-$Time$.m4s\" presentationTimeOffset=\"20\"><SegmentTimeline><S t=\"20\" d=\"30\" "
        + "r=\"1\"/><S t=\"85\" d=\"20\" r=\"-1\"/></SegmentTimeline></SegmentTemplate>\n<Representation id=\"a\"/>\n<Representation id=\"b\">\n</"
        + "Representation>",
        "\n<Representation id=\"a\"><SegmentList timescale=\"10\" presentationTimeOffset=\"20\">" + Timeline + List + "[a-20.m4s]\"/>"
        + List + "[a-50.m4s]\"/>" + List + "[a-85.m4s]\"/>"
       
        + List + "[a-105.m4s]\"/></SegmentList></Representation>\n"
        + "<Representation id=\"b\">\n<SegmentList timescale=\"10\" presentationTimeOffset=\"20\">" + Timeline
        + List + "[b-20.m4s]\"/>" + List + "[b-50.m4s]\"/>" + List + "[b-85.m4s]\"/>" + List + "[b-105.m4s]\"/></SegmentList></Representation>")]
    [InlineData(
        "<SegmentTemplate media=\"$Number$.m4s\" index=\"$Number$.mp4\" duration=\"6\" bitstreamSwitching=\"b.mp4\"><FailoverContent/></SegmentTemplate>"
        + "<Representation/>",
        "<Representation><SegmentList duration=\"6\"><FailoverContent/><BitstreamSwitching sourceURL=\"[b.mp4]\"/>"
        + List + "[1.m4s]\" index=\"[1.mp4]\"/>" + List + "[2.m4s]\" index=\"[2.mp4]\"/></SegmentList></Representation>")]
    [InlineData(
        "<BaseURL>.</BaseURL><Representation><BaseURL>./x/</BaseURL><SegmentTemplate media=\"./$Number$.m4s\" duration=\"6\"/></Representation>",
        "<BaseURL>.</BaseURL><Representation><BaseURL>./x/</BaseURL><SegmentList duration=\"6\">" + List + "[x/1.m4s]\"/>" + List + "[x/2.m4s]\"/></"
        + "SegmentList></Representation>")]
    [InlineData(
        "<Representation><SegmentTemplate media=\"s.vtt\"/></Representation>",
        "<Representation><SegmentList duration=\"10\">"
    + List + "[s.vtt]\"/></SegmentList></Representation>")]
    [InlineData(
        "<Representation><SegmentTemplate media=\"$Number$.m4s\" duration=\"3\" endNumber=\"2\"/></Representation>",
        "<Representation><SegmentList duration=\"3\">" + List + "[1.m4s]\"/>" + List + "[2.m4s]\"/></SegmentList></Representation>")]
    [InlineData(
        "<SegmentTemplate duration=\"6\"/><Representation><SegmentTemplate media=\"a%20b&amp;&#x63;-$Number$.m4s\"/></Representation>",
        "<Representation><SegmentList duration=\"6\">" + List + "[a b&c-1.m4s]\"/>" + List + "[a b&c-2.m4s]\"/></SegmentList></Representation>")]
    public async Task Addresses_AreWrittenOutAndSigned(string content, string expected)
    {
        var (text, signed) = await SignAsync(Period(content));

        Assert.Equal(Period(Signed(expected).Replace("b&c", "b&amp;c", StringComparison.Ordinal)), text);
        Assert.Equal(expected.Count(c => c == '['), signed.SignedUris);
        Assert.Equal("application/dash+xml", signed.ContentType);
        Assert.NotNull(signed.ExpiresAt);
        Assert.False(signed.IsLive);
    }
}
