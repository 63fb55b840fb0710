using System.Text;
using PresignKit.Tests.Playlists;
using static PresignKit.Tests.Manifests.ManifestApplication;

namespace PresignKit.Tests.Manifests;

/// <summary>XML that is odd, broken, or hostile.</summary>
public sealed class ManifestXmlTests
{
    private const string Content = "<Period><AdaptationSet><Representation><BaseURL>v.mp4</BaseURL></Representation></AdaptationSet></Period>";

    [Theory]
    [InlineData("<!DOCTYPE MPD><MPD/>")]
    [InlineData("<!DOCTYPE MPD SYSTEM 'https://evil.test/x.dtd'><MPD/>")]
    [InlineData("<!DOCTYPE MPD [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><MPD>&x;</MPD>")]
    [InlineData("<!DOCTYPE MPD [<!ENTITY % x SYSTEM 'https://evil.test/'>%x;]><MPD/>")]
    [InlineData("<!DOCTYPE MPD [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;'>]><MPD>&c;</MPD>")]
    [InlineData("<MPD>&undefined;</MPD>")]
    [InlineData("<MPD x='&undefined;'/>")]
    [InlineData("<MPD x='<'/>")]
    [InlineData("<MPD x='1' x='2'/>")]
    [InlineData("<MPD><Period></MPD>")]
    [InlineData("<MPD>")]
    [InlineData("<MPD/><MPD/>")]
    [InlineData("<MPD/>x")]
    [InlineData("<MPD>\0</MPD>")]
    [InlineData("<MPD>&#0;</MPD>")]
    [InlineData("<MPD>&#x1b;</MPD>")]
    [InlineData("<MPD>&#xD800;</MPD>")]
    [InlineData("<MPD>\u0001</MPD>")]
    [InlineData("<MPD><!-- -- --></MPD>")]
    [InlineData("<MPD><![CDATA[</MPD>")]
    [InlineData("<MPD><x:y/></MPD>")]
    [InlineData("<MPD xmlns:mpd='' />")]
    [InlineData("<")]
    [InlineData("<?xml version='1.1'?><MPD/>")]
    [InlineData("<?xml version='1.0' encoding='ISO-8859-1'?><MPD/>")]
    [InlineData("<?xml version='1.0' encoding='UTF-16'?><MPD/>")]
    [InlineData("<?xml version='1.0\uFEFF'?><MPD/>")]
    [InlineData("<MPD><p:Period xmlns:p=''/></MPD>")]
    [InlineData("<MPD xmlns='urn:mpeg:dash:schema:mpd:2011' xmlns:mpd='urn:mpeg:dash:schema:mpd:2011'><mpd:Period/></MPD>")]
    [InlineData("<MPD><x:BaseURL xmlns:x='urn:x'>https://evil.test/</x:BaseURL></MPD>")]
    [InlineData(
        "<MPD><Period><AdaptationSet><Representation><SegmentList duration='1'><x:SegmentURL xmlns:x='urn:x' media='//evil.test/'/></SegmentList>"
        + "</Representation></AdaptationSet></Period></MPD>")]
    [InlineData("<MPD><x:Period xmlns:x='urn:x'/></MPD>")]
    [InlineData("<MPD><EventStream><Event/><x:Representation xmlns:x='urn:x'/></EventStream></MPD>")]
    public async Task Xml_NotWellFormedOrNotRead_IsRefused(string text)
    {
        var refused = await Assert.ThrowsAsync<PlaylistException>(() => SignAsync(text));

        Assert.Equal(PlaylistErrorCodes.PlaylistMalformed, refused.Code);
        Assert.DoesNotContain("evil", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("#EXTM3U\n")]
    [InlineData("{}")]
    [InlineData("\u001f\u008b")]
    public Task Object_ThatIsNoXml_IsRefused(string text) => RefuseAsync(text, PlaylistErrorCodes.PlaylistNotRecognized, null);

    [Theory]
    [InlineData("<html/>")]
    [InlineData("<mpd/>")]
    [InlineData("<m:MPD xmlns:m='urn:mpeg:dash:schema:mpd:2011'/>")]
    [InlineData("<Period><MPD/></Period>")]
    public Task Root_ThatIsNoMpd_IsRefused(string text) => RefuseAsync(text, PlaylistErrorCodes.PlaylistNotRecognized, 1);

    [Fact]
    public async Task Encodings_OtherThanUtf8_AreRefused()
    {
        var text = Mpd(Content);
        await RefuseAsync(Encoding.Unicode.GetBytes(text), PlaylistErrorCodes.PlaylistMalformed, 1);
        await RefuseAsync([.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(text)], PlaylistErrorCodes.PlaylistNotRecognized, null);
        await RefuseAsync([.. Encoding.UTF32.GetPreamble(), .. Encoding.UTF32.GetBytes(text)], PlaylistErrorCodes.PlaylistNotRecognized, null);
        await RefuseAsync(Encoding.Latin1.GetBytes(text.Replace("v.mp4", "ä.mp4", StringComparison.Ordinal)), PlaylistErrorCodes.PlaylistNotRecognized, null);
    }

    [Theory]
    [InlineData("\uFEFF", "")]
    [InlineData("\uFEFF<?xml version=\"1.0\" encoding=\"utf-8\" standalone=\"yes\"?>\r\n", "\r\n")]
    [InlineData("<!-- <BaseURL>x.mp4</BaseURL> ' \" --><?pi <BaseURL/> ?>\n", "<!--\n-->")]
    [InlineData(" \n\t", " ")]
    public async Task Text_AroundTheRoot_IsUnchanged(string before, string after)
    {
        var (text, _) = await SignAsync($"{before}<MPD mediaPresentationDuration='PT9S'>{Content}</MPD>{after}");

        var signed = Signed(Content.Replace("v.mp4", "[v.mp4]", StringComparison.Ordinal));
        Assert.Equal($"{before}<MPD mediaPresentationDuration='PT9S'>{signed}</MPD>{after}", text);
    }

    [Theory]
    [InlineData("<!-- <BaseURL>x.mp4</BaseURL> -->")]
    [InlineData("<![CDATA[<BaseURL>x.mp4</BaseURL>]]>")]
    [InlineData("<?php <BaseURL>x.mp4</BaseURL> ?>")]
    [InlineData("<Vendor><BaseURL>../x.mp4</BaseURL><SegmentTemplate media='/$Nothing'/></Vendor>")]
    [InlineData("<ContentProtection schemeIdUri='urn:uuid:edef8ba9-79d6-4ace-a3c8-27dcd51d21ed'><ms:laurl xmlns:ms='urn:ms' licenseUrl='https://drm.test/"
        + "?a=b&amp;c'/><cenc:pssh xmlns:cenc='urn:mpeg:cenc:2013'>AAAA</cenc:pssh></ContentProtection>")]
    [InlineData("<AudioChannelConfiguration schemeIdUri='urn:x' value=\"a'b>c\"   other = '\"' />")]
    [InlineData("<Representation2/>&amp;&#x41;&gt;]]&gt;\r\n\u2028")]
    public async Task EverythingElse_IsUnchanged(string other)
    {
        var (text, _) = await SignAsync(Period($"<Representation id='1'>{other}<BaseURL>v.mp4</BaseURL>{other}</Representation>"));

        Assert.Equal(Period($"<Representation id='1'>{other}<BaseURL>{Signed("[v.mp4]")}</BaseURL>{other}</Representation>"), text);
    }

    [Fact]
    public async Task Events_OfOtherSchemes_AreUnchanged()
    {
        var plain = Mpd("<UTCTiming schemeIdUri='urn:mpeg:dash:utc:direct:2014' value='2026-01-01T00:00:00Z'/><Period><EventStream "
            + "schemeIdUri='urn:scte:scte35:2013:xml'>"
            + "<Event><scte35:Signal xmlns:scte35='urn:s'><Location xmlns='urn:other'/><scte35:Period/></scte35:Signal></Event></EventStream></Period>");

        var (text, signed) = await SignAsync(plain);

        Assert.Equal(plain, text);
        Assert.Null(signed.ExpiresAt);
        Assert.Equal(3, signed.UnknownTags);
    }

    [Fact]
    public async Task Attributes_InAnyForm_AreRead()
    {
        var (text, _) = await SignAsync(Period(
            "<Representation\n\tid = '1' ><SegmentList\r\nduration\t=\r\n'5' ><SegmentURL\n media\n=\n\"a>b.mp4\"\n/><SegmentURL media='c&apos;&quot;.mp4'>"
            + "</SegmentURL ></SegmentList\n></Representation\n>"));

        Assert.Contains("<SegmentList duration\t=\r\n'5'><SegmentURL\n media\n=\n\"https://", text, StringComparison.Ordinal);
        Assert.Contains("/a&gt;b.mp4?", text, StringComparison.Ordinal);
        Assert.Contains("/c&apos;&quot;.mp4?", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Depth_AndAttributes_AreBounded()
    {
        await RefuseAsync(
            Mpd(string.Concat(Enumerable.Repeat("<a>", 100_000)) + string.Concat(Enumerable.Repeat("</a>", 100_000))), PlaylistErrorCodes.PlaylistMalformed, 3);
        await RefuseAsync(
            Mpd($"<a {string.Join(' ', Enumerable.Range(0, 65).Select(i => $"a{i}=''"))}/>"), PlaylistErrorCodes.PlaylistMalformed, 3);
        await RefuseAsync(
            Mpd($"<a {string.Join(' ', Enumerable.Range(0, 200_000).Select(i => $"a{i}=''"))}/>"), PlaylistErrorCodes.PlaylistMalformed, 3);
        await SignAsync(Mpd(string.Concat(Enumerable.Repeat("<a>", 31)) + string.Concat(Enumerable.Repeat("</a>", 31))));
        await SignAsync(Mpd($"<a x='{new string('x', 5_000_000)}'>{new string('y', 2_000_000)}</a>"));
    }

    [Fact]
    public async Task Size_IsBounded() => Assert.Equal(
        PlaylistErrorCodes.PlaylistTooLarge,
        (await Assert.ThrowsAsync<PlaylistException>(() => SignAsync(Mpd(new string(' ', 9_000_000))))).Code);

    [Fact]
    public async Task Manifest_CutAnywhere_IsRefused()
    {
        var whole = Encoding.UTF8.GetBytes(Period(
            "<SegmentTemplate duration='5' media='ä&amp;$Number$.m4s'><!-- x --><x:y xmlns:x='z'/></SegmentTemplate><Representation id='1'/>").TrimEnd());
        var app = new PlaylistApplication();
        await SignAsync(whole, app: app);
        for (var length = 0; length < whole.Length; length++)
        {
            var cut = whole[..length];
            await Assert.ThrowsAsync<PlaylistException>(() => SignAsync(cut, app: app));
        }
    }

    [Fact]
    public async Task Manifest_WithRandomChanges_IsSignedOrRefused()
    {
        var whole = Encoding.UTF8.GetBytes(Mpd(
            "<BaseURL>x/</BaseURL><Period start='PT0S'><AdaptationSet><SegmentTemplate timescale='10' media='$RepresentationID$/$Time%05d$.m4s' "
            + "initialization='i.mp4'>"
            + "<SegmentTimeline><S t='0' d='10' r='3'/><S t='50' d='10' r='-1'/></SegmentTimeline></SegmentTemplate><Representation id='1' bandwidth='5'/></"
            + "AdaptationSet>"
            + "<AdaptationSet><Representation><SegmentList duration='5'><SegmentURL media='a.m4s'/></SegmentList></Representation></AdaptationSet></Period>"));
        const string marks = "<>&'\"/=!-[]?;#$% \t\n.:0\\a\u0000";
        var app = new PlaylistApplication();
        var random = new Random(7);
        var signed = 0;
        for (var i = 0; i < 3000; i++)
        {
            var changed = (byte[])whole.Clone();
            for (var changes = random.Next(1, 4); changes > 0; changes--)
            {
                changed[random.Next(changed.Length)] = (byte)marks[random.Next(marks.Length)];
            }

            try
            {
                var (text, _) = await SignAsync(Encoding.UTF8.GetString(changed), app: app);
                System.Xml.Linq.XDocument.Parse(text);
                signed++;
            }
            catch (PlaylistException)
            {
                // Refused with a code; anything else fails the test.
            }
        }

        Assert.InRange(signed, 50, 2900);
    }
}
