using static PresignKit.Tests.Manifests.ManifestApplication;

namespace PresignKit.Tests.Manifests;

/// <summary>Everything that cannot be signed has a code, and nothing of it is written or signed.</summary>
public sealed class ManifestRefusalTests
{
    // Each of them in a BaseURL, an attribute of a list, and a template.
    [Theory]
    [InlineData("https://evil.test/s.mp4", PlaylistErrorCodes.PlaylistUriAbsolute)]
    [InlineData("HTTP:s.mp4", PlaylistErrorCodes.PlaylistUriAbsolute)]
    [InlineData("data:video/mp4;base64,AAAA.mp4", PlaylistErrorCodes.PlaylistUriAbsolute)]
    [InlineData("javascript:alert(1)//s.mp4", PlaylistErrorCodes.PlaylistUriAbsolute)]
    [InlineData("//evil.test/s.mp4", PlaylistErrorCodes.PlaylistUriAbsolute)]
    [InlineData("/other/s.mp4", PlaylistErrorCodes.PlaylistUriAbsolute)]
    [InlineData("&#x2F;s.mp4", PlaylistErrorCodes.PlaylistUriAbsolute)]
    [InlineData("a&#58;b.mp4", PlaylistErrorCodes.PlaylistUriAbsolute)]
    [InlineData("s.mp4?x=1", PlaylistErrorCodes.PlaylistUriQuery)]
    [InlineData("s.mp4&#63;x=1", PlaylistErrorCodes.PlaylistUriQuery)]
    [InlineData("s.mp4#x", PlaylistErrorCodes.PlaylistUriQuery)]
    [InlineData("../s.mp4", PlaylistErrorCodes.PlaylistUriParent)]
    [InlineData("x/../../s.mp4", PlaylistErrorCodes.PlaylistUriParent)]
    [InlineData("%2e%2E/s.mp4", PlaylistErrorCodes.PlaylistUriParent)]
    [InlineData("&#46;./s.mp4", PlaylistErrorCodes.PlaylistUriParent)]
    [InlineData("x/./s.mp4", PlaylistErrorCodes.PlaylistUriParent)]
    [InlineData("././s.mp4", PlaylistErrorCodes.PlaylistUriParent)]
    [InlineData(".//s.mp4", PlaylistErrorCodes.PlaylistUriAbsolute)]
    [InlineData("./data:s.mp4", PlaylistErrorCodes.PlaylistUriAbsolute)]
    [InlineData("x%2fs.mp4", PlaylistErrorCodes.PlaylistUriEncoding)]
    [InlineData("x&#37;2fs.mp4", PlaylistErrorCodes.PlaylistUriEncoding)]
    [InlineData("x%5cs.mp4", PlaylistErrorCodes.PlaylistUriEncoding)]
    [InlineData("s%00.mp4", PlaylistErrorCodes.PlaylistUriEncoding)]
    [InlineData("s%c0%af.mp4", PlaylistErrorCodes.PlaylistUriEncoding)]
    [InlineData("s%.mp4", PlaylistErrorCodes.PlaylistUriEncoding)]
    [InlineData("x\\s.mp4", PlaylistErrorCodes.PlaylistUriInvalid)]
    [InlineData("x//s.mp4", PlaylistErrorCodes.PlaylistUriInvalid)]
    [InlineData("s.pdf", PlaylistErrorCodes.PlaylistExtensionNotAllowed)]
    [InlineData("s", PlaylistErrorCodes.PlaylistExtensionNotAllowed)]
    [InlineData("s.key", PlaylistErrorCodes.PlaylistExtensionNotAllowed)]
    [InlineData("s.m3u8", PlaylistErrorCodes.PlaylistExtensionNotAllowed)]
    [InlineData("other.mpd", PlaylistErrorCodes.PlaylistExtensionNotAllowed)]
    [InlineData("s&#10;.mp4", PlaylistErrorCodes.PlaylistMalformed)]
    [InlineData("ht&#9;tps://evil.test/s.mp4", PlaylistErrorCodes.PlaylistMalformed)]
    [InlineData("s\t.mp4", PlaylistErrorCodes.PlaylistMalformed)]
    public async Task Address_ThatLeadsElsewhere_IsRefusedInEveryPlace(string address, string code)
    {
        foreach (var content in new[]
        {
            $"<Representation><BaseURL>{address}</BaseURL></Representation>",
            $"<Representation><SegmentList duration='1'><SegmentURL media='{address}'/></SegmentList></Representation>",
            $"<Representation><SegmentList duration='1'><SegmentURL index='{address}' media='s.mp4'/></SegmentList></Representation>",
            $"<Representation><SegmentList duration='1'><Initialization sourceURL='{address}'/><SegmentURL media='s.mp4'/></SegmentList></Representation>",
            $"<Representation><BaseURL>s.mp4</BaseURL><SegmentBase><RepresentationIndex sourceURL='{address}'/></SegmentBase></Representation>",
            $"<Representation><SegmentTemplate duration='5' media='{address}'/></Representation>",
            $"<Representation><SegmentTemplate duration='5' media='s.mp4' initialization='{address}'/></Representation>",
            $"<Representation><SegmentTemplate duration='5' media='s.mp4' index='{address}'/></Representation>",
            $"<Representation id='{address}'><SegmentTemplate duration='5' media='$RepresentationID$'/></Representation>",
            $"<Representation><BaseURL>x/</BaseURL><SegmentTemplate duration='5' media='{address}'/></Representation>",
        })
        {
            await RefuseAsync(Period(content), code, 4, Grant);
        }

        static PlaylistGrant Grant(PlaylistGrant grant) => grant with { AllowedExtensions = [".mp4", ".key", ".mpd", ".m3u8"] };
    }

    [Theory]
    [InlineData("<BaseURL>../</BaseURL>", PlaylistErrorCodes.PlaylistUriParent)]
    [InlineData("<BaseURL>/</BaseURL>", PlaylistErrorCodes.PlaylistUriAbsolute)]
    [InlineData("<BaseURL>https://evil.test/</BaseURL>", PlaylistErrorCodes.PlaylistUriAbsolute)]
    [InlineData("<BaseURL>https:</BaseURL><BaseURL>//evil.test/</BaseURL>", PlaylistErrorCodes.PlaylistUriAbsolute)]
    [InlineData("<BaseURL>x/?y=</BaseURL>", PlaylistErrorCodes.PlaylistUriQuery)]
    [InlineData("<BaseURL>a/</BaseURL><BaseURL>b/</BaseURL>", PlaylistErrorCodes.PlaylistElementNotAllowed)]
    [InlineData("<BaseURL byteRange='$base$?$first$-$last$'>a/</BaseURL>", PlaylistErrorCodes.PlaylistElementNotAllowed)]
    [InlineData("<BaseURL>a<!-- -->/</BaseURL>", PlaylistErrorCodes.PlaylistMalformed)]
    [InlineData("<BaseURL><![CDATA[a/]]></BaseURL>", PlaylistErrorCodes.PlaylistMalformed)]
    [InlineData("<BaseURL><x>a/</x></BaseURL>", PlaylistErrorCodes.PlaylistMalformed)]
    public async Task BaseUrl_ThatLeadsElsewhere_IsRefusedOnEveryLevel(string baseUrl, string code)
    {
        const string representation = "<SegmentTemplate duration='5' media='$Number$.mp4'/>";
        await RefuseAsync(Mpd($"{baseUrl}<Period><AdaptationSet><Representation>{representation}</Representation></AdaptationSet></Period>"), code, 3);
        await RefuseAsync(Mpd($"<Period>{baseUrl}<AdaptationSet><Representation>{representation}</Representation></AdaptationSet></Period>"), code, 3);
        await RefuseAsync(Mpd($"<Period><AdaptationSet>{baseUrl}<Representation>{representation}</Representation></AdaptationSet></Period>"), code, 3);
        await RefuseAsync(Mpd($"<Period><AdaptationSet><Representation>{baseUrl}{representation}</Representation></AdaptationSet></Period>"), code, 3);
    }

    [Theory]
    [InlineData("<Location>manifest.mpd</Location>")]
    [InlineData("<Location xmlns='urn:other'>manifest.mpd</Location>")]
    [InlineData("<PatchLocation>patch</PatchLocation>")]
    [InlineData("<ContentSteering>steering.json</ContentSteering>")]
    [InlineData("<InitializationSet id='1' initialization='i.mp4'/>")]
    [InlineData("<UTCTiming schemeIdUri='urn:mpeg:dash:utc:http-xsdate:2014' value='https://time.test/'/>")]
    [InlineData("<UTCTiming schemeIdUri='urn:mpeg:dash:utc:http-iso:2014' value='/time'/>")]
    [InlineData("<UTCTiming/>")]
    [InlineData("<ServiceDescription id='0'><ClientDataReporting><CMCDParameters schemeIdUri='urn:mpeg:dash:cta-5004:2023'/></ClientDataReporting></"
        + "ServiceDescription>")]
    [InlineData("<Period xlink:href='period.xml' xmlns:xlink='http://www.w3.org/1999/xlink'/>")]
    [InlineData("<Period x:href='period.xml' xmlns:x='http://www.w3.org/1999/xlink'/>")]
    [InlineData("<Period xlink:href='urn:mpeg:dash:resolve-to-zero:2013' xmlns:xlink='urn:other'/>")]
    [InlineData("<Period><ImportedMPD>other.mpd</ImportedMPD></Period>")]
    [InlineData("<Period><EventStream schemeIdUri='urn:mpeg:dash:event:callback:2015' value='1'><Event>https://evil.test/</Event></EventStream></Period>")]
    [InlineData("<Period><EventStream schemeIdUri='urn:mpeg:dash:event:alternativeMPD:insert:2025'/></Period>")]
    [InlineData("<Period><AdaptationSet><EssentialProperty schemeIdUri='urn:mpeg:dash:urlparam:2014'/></AdaptationSet></Period>")]
    [InlineData("<Period><AdaptationSet><SupplementalProperty schemeIdUri='URN:MPEG:DASH:urlparam:2016'/></AdaptationSet></Period>")]
    [InlineData("<Period><AdaptationSet><SupplementalProperty schemeIdUri='urn:dvb:dash:fontdownload:2014' value='1'/></AdaptationSet></Period>")]
    [InlineData("<Period><AdaptationSet><ContentProtection schemeIdUri='urn:mpeg:dash:sea:2012'/></AdaptationSet></Period>")]
    [InlineData("<SupplementalProperty schemeIdUri='urn:mpeg:dash:chaining:2016' value='next.mpd'/>")]
    [InlineData("<Metrics metrics='x'><Reporting schemeIdUri='urn:dvb:dash:reporting:2014'/></Metrics>")]
    [InlineData("<Location xmlns='urn:x'>https://evil.test/</Location>")]
    [InlineData("<x:ContentSteering xmlns:x='urn:x'>https://evil.test/</x:ContentSteering>")]
    [InlineData("<Period><x:ImportedMPD xmlns:x='urn:x'>other.mpd</x:ImportedMPD></Period>")]
    [InlineData("<UTCTiming xmlns='urn:x' schemeIdUri='urn:mpeg:dash:utc:http-iso:2014' value='https://evil.test/'/>")]
    [InlineData("<x:UTCTiming xmlns:x='urn:x' schemeIdUri='urn:mpeg:dash:utc:http-iso:2014' value='https://evil.test/'/>")]
    public Task Element_ThatMakesPlayersAskElsewhere_IsRefused(string element) => RefuseAsync(Mpd(element), PlaylistErrorCodes.PlaylistElementNotAllowed, 3);

    [Theory]
    [InlineData("type=\"dynamic\"")]
    [InlineData("type='list'")]
    [InlineData("type=''")]
    [InlineData("type='&#100;ynamic'")]
    public Task Manifest_NotStatic_IsRefused(string type) => RefuseAsync(Mpd("<Period/>", type), PlaylistErrorCodes.PlaylistDynamic, 2);

    [Theory]
    [InlineData("<SegmentTemplate duration='5'/>")]
    [InlineData("<SegmentTemplate duration='5' media='$Number.m4s'/>")]
    [InlineData("<SegmentTemplate duration='5' media='$number$.m4s'/>")]
    [InlineData("<SegmentTemplate duration='5' media='$SubNumber$.m4s'/>")]
    [InlineData("<SegmentTemplate duration='5' media='$Number%5d$.m4s'/>")]
    [InlineData("<SegmentTemplate duration='5' media='$Number%05x$.m4s'/>")]
    [InlineData("<SegmentTemplate duration='5' media='$Number%0d$.m4s'/>")]
    [InlineData("<SegmentTemplate duration='5' media='$Number%00d$.m4s'/>")]
    [InlineData("<SegmentTemplate duration='5' media='$Number%0999999999d$.m4s'/>")]
    [InlineData("<SegmentTemplate duration='5' media='$RepresentationID%05d$.m4s'/>")]
    [InlineData("<SegmentTemplate duration='5' media='$Bandwidth$.m4s'/>")]
    [InlineData("<SegmentTemplate duration='5' media='$RepresentationID$.m4s'/>")]
    [InlineData("<SegmentTemplate duration='5' media='$$$.m4s'/>")]
    [InlineData("<SegmentTemplate duration='5' media='s.m4s' initialization='$Number$.mp4'/>")]
    [InlineData("<SegmentTemplate duration='5' media='s.m4s' initialization='i.mp4'><Initialization sourceURL='i.mp4'/></SegmentTemplate>")]
    [InlineData("<SegmentTemplate duration='5' media='$Number$.m4s' startNumber='5' endNumber='3'/>")]
    [InlineData("<SegmentTemplate media='$Time$.m4s'><SegmentTimeline/></SegmentTemplate>")]
    [InlineData("<SegmentTemplate media='$Time$.m4s'><SegmentTimeline><S t='0'/></SegmentTimeline></SegmentTemplate>")]
    [InlineData("<SegmentTemplate media='$Time$.m4s'><SegmentTimeline><S d='1' k='2'/></SegmentTimeline></SegmentTemplate>")]
    [InlineData("<SegmentTemplate media='$Time$.m4s'><SegmentTimeline><S d='1' n='2'/></SegmentTimeline></SegmentTemplate>")]
    [InlineData("<SegmentTemplate media='$Time$.m4s'><SegmentTimeline><Pattern id='1'/><S p='1'/></SegmentTimeline></SegmentTemplate>")]
    [InlineData("<SegmentTemplate media='$Time$.m4s'><SegmentTimeline><S d='1' r='-1'/><S d='2'/></SegmentTimeline></SegmentTemplate>")]
    [InlineData("<SegmentTemplate media='$Time$.m4s'><SegmentTimeline><S t='5' d='1' r='-1'/><S t='5' d='2'/></SegmentTimeline></SegmentTemplate>")]
    [InlineData("<SegmentTemplate media='$Time$.m4s'><SegmentTimeline><S t='10' d='1' r='-1'/></SegmentTimeline></SegmentTemplate>")]
    [InlineData("<SegmentTemplate media='$Time$.m4s'><SegmentTimeline><S t='9223372036854775807' d='1'/></SegmentTimeline></SegmentTemplate>")]
    [InlineData("<SegmentTemplate duration='1' timescale='1' media='$Number$.m4s' startNumber='9223372036854775800'/>")]
    [InlineData("<SegmentTemplate duration='4700000000000000000' timescale='1000000000000000000' media='$Time$.m4s'/>")]
    [InlineData("<SegmentTemplate media='$Number$.ts' startNumber='9223372036854775807'><SegmentTimeline><S d='1' r='1'/></SegmentTimeline></SegmentTemplate>")]
    public Task Template_ThatCannotBeWrittenOut_IsRefused(string template) =>
        RefuseAsync(Period($"<Representation>{template}</Representation>"), PlaylistErrorCodes.PlaylistTemplateInvalid, 4);

    [Theory]
    [InlineData("<SegmentTemplate duration='0' media='s.m4s'/>")]
    [InlineData("<SegmentTemplate duration='-5' media='s.m4s'/>")]
    [InlineData("<SegmentTemplate duration='5.5' media='s.m4s'/>")]
    [InlineData("<SegmentTemplate duration=' 5' media='s.m4s'/>")]
    [InlineData("<SegmentTemplate duration='99999999999999999999' media='s.m4s'/>")]
    [InlineData("<SegmentTemplate duration='5' timescale='0' media='s.m4s'/>")]
    [InlineData("<SegmentTemplate duration='5' startNumber='x' media='s.m4s'/>")]
    [InlineData("<SegmentTemplate duration='5' k='2' media='s.m4s'/>")]
    [InlineData("<SegmentTemplate duration='5' media='s.m4s'><SegmentTimeline><S d='1'/></SegmentTimeline></SegmentTemplate>")]
    [InlineData("<SegmentTemplate media='s.m4s'><SegmentTimeline><S d='1' r='-2'/></SegmentTimeline></SegmentTemplate>")]
    [InlineData("<SegmentTemplate media='s.m4s'><SegmentTimeline><S d='1'/></SegmentTimeline><SegmentTimeline/></SegmentTemplate>")]
    [InlineData("<SegmentTemplate duration='5' media='s.m4s'/><SegmentTemplate duration='5' media='s.m4s'/>")]
    [InlineData("<SegmentTemplate duration='5' media='s.m4s'/><SegmentList duration='5'><SegmentURL media='s.m4s'/></SegmentList>")]
    [InlineData("<SegmentList duration='5'/>")]
    [InlineData("<BaseURL>s.mp4</BaseURL><SegmentBase><Initialization/><Initialization/></SegmentBase>")]
    public Task SegmentInformation_ThatContradictsItself_IsRefused(string information) =>
        RefuseAsync(Period($"<Representation>{information}</Representation>"), PlaylistErrorCodes.PlaylistMalformed, 4);

    [Fact]
    public Task SegmentInformation_OfAnotherKindThanInherited_IsRefused() => RefuseAsync(
        Period("<SegmentBase/><Representation><SegmentTemplate duration='5' media='s.m4s'/></Representation>"), PlaylistErrorCodes.PlaylistMalformed, 4);

    [Fact]
    public Task Initialization_InheritedAndOfItsOwn_IsRefused() => RefuseAsync(
        Period("<SegmentTemplate media='$Number$.m4s' initialization='i.mp4' duration='10'/><Representation><SegmentTemplate media='s$Number$.m4s'>"
            + "<Initialization range='1-2'/></SegmentTemplate><BaseURL>x.mp4</BaseURL></Representation>"),
        PlaylistErrorCodes.PlaylistTemplateInvalid,
        4);

    [Fact]
    public Task BaseUrl_BesideAnEmptyOne_IsRefused() => RefuseAsync(
        Period("<SegmentBase timescale='9'/><Representation><BaseURL>x/</BaseURL><BaseURL/></Representation>"),
        PlaylistErrorCodes.PlaylistElementNotAllowed,
        4);

    [Fact]
    public Task SegmentBase_WithoutAnObject_IsRefused() =>
        RefuseAsync(Period("<Representation><SegmentBase/></Representation>"), PlaylistErrorCodes.PlaylistUriInvalid, 4);

    [Theory]
    [InlineData("mediaPresentationDuration='10'")]
    [InlineData("mediaPresentationDuration='-PT1S'")]
    [InlineData("mediaPresentationDuration='PT1e9S'")]
    [InlineData("mediaPresentationDuration='PT1000000000000000S'")]
    [InlineData("mediaPresentationDuration='P99999999999Y'")]
    [InlineData("mediaPresentationDuration=''")]
    public Task Duration_ThatCannotBeRead_IsRefused(string attribute) => RefuseAsync(Mpd("<Period/>", attribute), PlaylistErrorCodes.PlaylistMalformed, 2);

    [Theory]
    [InlineData("<Period><AdaptationSet><Representation><SegmentTemplate duration='5' media='$Number$.m4s'/></Representation></AdaptationSet></Period>")]
    [InlineData("<Period><AdaptationSet><Representation><SegmentTemplate media='s.m4s'/></Representation></AdaptationSet></Period>")]
    [InlineData("<Period><AdaptationSet><Representation><SegmentTemplate media='s.m4s'><SegmentTimeline><S d='1' r='-1'/></SegmentTimeline></SegmentTemplate>"
        + "</Representation></AdaptationSet></Period>")]
    public Task Length_ThatIsNotKnown_IsRefused(string period) => RefuseAsync(Mpd(period, ""), PlaylistErrorCodes.PlaylistTemplateInvalid, 3);

    [Theory]
    [InlineData("PT2000000000S", "<SegmentTemplate duration='1' media='$Number$.m4s'/>")]
    [InlineData("PT10S", "<SegmentTemplate duration='1' timescale='1000000000000000' media='$Number$.m4s'/>")]
    [InlineData("PT10S", "<SegmentTemplate duration='1' timescale='9223372036854775807' media='$Number$.m4s'/>")]
    [InlineData("PT10S", "<SegmentTemplate media='$Number$.m4s'><SegmentTimeline><S d='1' r='1000000000000000'/></SegmentTimeline></SegmentTemplate>")]
    [InlineData("PT10S", "<SegmentTemplate media='$Number$.m4s'><SegmentTimeline><S d='9223372036854775807' r='9223372036854775807'/></SegmentTimeline></"
        + "SegmentTemplate>")]
    [InlineData("PT10S", "<SegmentTemplate media='$Number$.m4s'><SegmentTimeline><S t='0' d='1' r='-1'/><S t='9223372036854775806' d='1'/></SegmentTimeline>"
        + "</SegmentTemplate>")]
    [InlineData("PT2000000000S", "<SegmentTemplate media='$Number$.m4s'><SegmentTimeline><S d='1' r='-1'/></SegmentTimeline></SegmentTemplate>")]
    [InlineData("PT12501S", "<SegmentTemplate duration='1' media='$Number$.m4s' index='$Number$.mp4'/>")]
    [InlineData("PT25001S", "<SegmentTemplate duration='1' media='$Number$.m4s'/>")]
    public async Task Template_WithTooManySegments_IsRefusedBeforeItIsWrittenOut(string duration, string template)
    {
        var text = Mpd(
            $"<Period><AdaptationSet><Representation>{template}</Representation></AdaptationSet></Period>", $"mediaPresentationDuration='{duration}'");
        await RefuseAsync(text, PlaylistErrorCodes.PlaylistTooManyUris, 3);

        var before = GC.GetAllocatedBytesForCurrentThread();
        var refused = await RefuseAsync(text, PlaylistErrorCodes.PlaylistTooManyUris, 3);

        // With the application that the test sets up.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4_000_000);
        Assert.Contains("a CDN that signs prefixes", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Template_WithAsManySegmentsAsAllowed_IsSigned()
    {
        var text = Mpd(
            "<Period><AdaptationSet><Representation><SegmentTemplate duration='1' media='$Number$.m4s' initialization='i.mp4'/></Representation></"
            + "AdaptationSet></Period>",
            "mediaPresentationDuration='PT9S'");

        var (_, signed) = await SignAsync(text, grant => grant with { MaximumUris = 10 });
        Assert.Equal(10, signed.SignedUris);

        await RefuseAsync(text, PlaylistErrorCodes.PlaylistTooManyUris, 3, grant => grant with { MaximumUris = 9 });
    }

    [Fact]
    public async Task Copies_OfWhatIsInherited_AreBounded()
    {
        // 4 MiB in an attribute that each of a thousand representations inherits.
        var text = Period(
            $"<SegmentTemplate duration='5' media='$Number$.m4s' x='{new string('x', 4 * 1024 * 1024)}'/>"
            + string.Concat(Enumerable.Repeat("<Representation/>", 1000)));
        await RefuseAsync(text, PlaylistErrorCodes.PlaylistTooLarge, 4);

        // Long addresses in a short template.
        var address = string.Concat(Enumerable.Repeat("%C3%A4", 400));
        await RefuseAsync(
            Mpd($"<Period><AdaptationSet><Representation><SegmentTemplate duration='1' media='{address}$Number$.mp4'/></Representation></AdaptationSet></"
                + $"Period>", "mediaPresentationDuration='PT20000S'"),
            PlaylistErrorCodes.PlaylistTooLarge,
            3);
    }

    [Fact]
    public async Task Address_ThatIsTooLong_IsRefused()
    {
        await RefuseAsync(Period($"<Representation><BaseURL>{new string('x', 5000)}.mp4</BaseURL></Representation>"), PlaylistErrorCodes.PlaylistUriInvalid, 4);
        await RefuseAsync(Period($"<Representation><BaseURL>{new string('x', 40_000)}</BaseURL></Representation>"), PlaylistErrorCodes.PlaylistMalformed, 4);
        await RefuseAsync(
            Period($"<Representation id='{new string('x', 2000)}'><SegmentTemplate duration='5' media='$RepresentationID$$RepresentationID$.mp4'/></"
                + $"Representation>"),
            PlaylistErrorCodes.PlaylistUriInvalid,
            4);
    }
}
