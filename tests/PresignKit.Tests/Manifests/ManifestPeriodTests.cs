using static PresignKit.Tests.Manifests.ManifestApplication;

namespace PresignKit.Tests.Manifests;

/// <summary>How many segments a period has (ISO/IEC 23009-1, clauses 5.3.2.1 and 5.3.9.6.2).</summary>
public sealed class ManifestPeriodTests
{
    [Theory]
    [InlineData("PT30S", "[duration='PT10S'][duration='PT20S']", 2, 4)]
    [InlineData("PT30S", "[][start='PT10S']", 2, 4)]
    [InlineData("PT30S", "[start='PT0S'][start='PT10S']", 2, 4)]
    [InlineData("PT30S", "[duration='PT5S'][]", 1, 5)]
    [InlineData("PT30S", "[duration='PT5S'][start='PT20S']", 1, 2)]
    [InlineData("PT30S", "[start='PT5S']", 5)]
    [InlineData("PT30S", "[start='PT5S'][duration='PT5.5S']", -1, 2)]
    [InlineData("PT30S", "[start='PT5S'][start='PT35S']", 6, -1)]
    [InlineData("PT0.3S", "[]", 1)]
    [InlineData("PT0S", "[]", 0)]
    [InlineData("PT25.0000001S", "[]", 6)]
    [InlineData("P1DT1H1M1.5S", "[]", 18013)]
    [InlineData(null, "[duration='PT10S'][duration='PT11S']", 2, 3)]
    public async Task Period_Length_DecidesTheNumberOfSegments(string? whole, string periods, params int[] expected)
    {
        foreach (var template in new[]
        {
            "<SegmentTemplate duration='50' timescale='10' media='$Number$.m4s' startNumber='7' presentationTimeOffset='1000'/>",
            "<SegmentTemplate timescale='10' media='$Number$.m4s' startNumber='7' presentationTimeOffset='1000'><SegmentTimeline><S t='1000' d='50' r='-1'/>"
            + "</SegmentTimeline></SegmentTemplate>",
        })
        {
            var text = Mpd(
                string.Concat(periods.Split('[', ']').Select((attributes, i) =>
                    i % 2 == 0 ? "" : $"<Period {attributes}><AdaptationSet><Representation>{template}</Representation></AdaptationSet></Period>")),
                whole is null ? "" : $"mediaPresentationDuration='{whole}'");
            if (expected.Contains(-1) || (expected.Contains(0) && template.Contains("<S ", StringComparison.Ordinal)))
            {
                await RefuseAsync(text, PlaylistErrorCodes.PlaylistTemplateInvalid, 3);
                continue;
            }

            var (signed, _) = await SignAsync(text);

            Assert.Equal(expected, signed.Split("</Period>")[..^1].Select(period => period.Split("<SegmentURL ").Length - 1));
            Assert.Equal(expected.Count(count => count > 0), signed.Split("/7.m4s").Length - 1);
        }
    }

    [Fact]
    public async Task Times_OfLiveArchives_AreExact()
    {
        var (text, _) = await SignAsync(Period(
            "<Representation><SegmentTemplate timescale='10000000' media='$Time$.m4s' presentationTimeOffset='17604863990000000'><SegmentTimeline>"
            + "<S t='17604863990000001' d='39999999' r='1'/></SegmentTimeline></SegmentTemplate></Representation>"));

        Assert.Contains(Signed("[17604863990000001.m4s]"), text, StringComparison.Ordinal);
        Assert.Contains(Signed("[17604864030000000.m4s]"), text, StringComparison.Ordinal);
        Assert.Contains("<S t=\"17604863990000001\" d=\"39999999\"/><S d=\"39999999\"/></SegmentTimeline>", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EndNumber_CutsATimeline()
    {
        var (text, signed) = await SignAsync(Period(
            "<Representation><SegmentTemplate media='$Number$.m4s' startNumber='3' endNumber='5'><SegmentTimeline><S d='2' r='1'/><S d='3' r='-1'/></"
            + "SegmentTimeline>"
            + "</SegmentTemplate></Representation>"));

        Assert.Equal(3, signed.SignedUris);
        Assert.Contains("<SegmentTimeline><S d=\"2\"/><S d=\"2\"/><S d=\"3\"/></SegmentTimeline>", text, StringComparison.Ordinal);
    }
}
