using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using PresignKit.Tests.Playlists;
using static PresignKit.Tests.Manifests.ManifestApplication;

namespace PresignKit.Tests.Manifests;

/// <summary>
/// A player's parser reads each MPD before and after signing: the representations have the same segments, at the same times, with the same byte ranges, and
/// each is signed.
/// </summary>
/// <param name="parser">The parser.</param>
public sealed partial class ManifestCorpusTests
{
    private const int Generated = 300;
    private const string Folder = "https://store.test/bucket/" + PlaylistApplication.Root + "a/";
    private const string Signature = "?X-Amz-Signature=topsecret";

    [Fact]
    public async Task Generated_EverySegmentIsTheSameObjectAndSigned()
    {
        await MpdParser.RequireAsync();
        var plain = Enumerable.Range(0, Generated).Select(seed => new ManifestGenerator(new Random(seed)).Generate()).ToList();

        var segments = await CompareAsync(plain);

        Assert.True(segments > 10_000, $"{segments}");
    }

    [Fact]
    public async Task Published_EverySegmentIsTheSameObjectAndSigned()
    {
        await MpdParser.RequireAsync();
        var plain = MpdParser.TestManifests.Select(File.ReadAllText).ToList();
        Assert.InRange(plain.Count, 15, 100);

        // They are relative to another origin, some are live, some name where they come from, two have no initialization segments that exist, and
        // some indexes have no extension.
        var relative = plain.Select(text => RefusedElements().Replace(text, "").Replace("type=\"dynamic\"", "type=\"static\"", StringComparison.Ordinal))
            .Select(text => Origins().Replace(text, ""))
            .Select(text => text.Replace("zation=\"$RepresentationID$/segment$Number$", "zation=\"$RepresentationID$/init", StringComparison.Ordinal))
            .Select(text => text.Replace("=\"representation-index-", "=\"x.sidx\" x=\"", StringComparison.Ordinal)).ToList();
        var segments = await CompareAsync(relative, mayHaveErrors: true);

        Assert.True(segments > 100, $"{segments}");
    }

    [Fact]
    public async Task Published_AsTheyAre_AreRefused()
    {
        await MpdParser.RequireAsync();
        var codes = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in MpdParser.TestManifests)
        {
            try
            {
                await SignAsync(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
            }
            catch (PlaylistException e)
            {
                codes.Add(e.Code);
            }
        }

        Assert.Superset(
            new HashSet<string>([PlaylistErrorCodes.PlaylistDynamic, PlaylistErrorCodes.PlaylistUriAbsolute, PlaylistErrorCodes.PlaylistElementNotAllowed]),
            codes);
    }

    private static async Task<int> CompareAsync(List<string> plain, bool mayHaveErrors = false)
    {
        var app = new PlaylistApplication();
        var signed = new List<string>();
        foreach (var text in plain)
        {
            try
            {
                signed.Add((await SignAsync(text, Allow, app)).Text);
            }
            catch (PlaylistException e)
            {
                Assert.Fail($"{e.Code}: {e.Message}\n{text}");
            }
        }

        var before = await MpdParser.ReadAsync(Folder + "manifest.mpd", plain);
        var after = await MpdParser.ReadAsync(Folder + "manifest.mpd", signed);
        var segments = 0;
        for (var i = 0; i < plain.Count; i++)
        {
            Assert.Equal(plain.Count, before.Count);
            if (mayHaveErrors && before[i][0].Base.StartsWith("error", StringComparison.Ordinal))
            {
                continue;
            }

            var shown = $"{i}:\n{plain[i]}\n---\n{signed[i]}";
            Assert.True(before[i].Count == after[i].Count, shown);
            for (var j = 0; j < before[i].Count; j++)
            {
                var (expected, actual) = (before[i][j], after[i][j]);
                Assert.False(expected.Base.StartsWith("error", StringComparison.Ordinal), expected.Base + shown);
                Assert.True(Sign(expected.Index?.Replace(" ", Signature + " ", StringComparison.Ordinal), "") == Decode(actual.Index), shown);
                var wanted = expected.Segments
                    .Select(segment => segment with { Uri = Sign(segment.Uri, Signature)!, Map = Sign(segment.Map, Signature)! }).ToList();
                var found = actual.Segments.Select(segment => segment with { Uri = Decode(segment.Uri)!, Map = Decode(segment.Map)! }).ToList();
                Assert.True(wanted.SequenceEqual(found), $"{string.Join('\n', wanted.Except(found))}\n---\n{string.Join('\n', found.Except(wanted))}\n{shown}");
                segments += expected.Segments.Count;
            }
        }

        return segments;
    }

    private static string? Sign(string? address, string signature) => address is null or "" ? address : Decode(address) + signature;

    private static string? Decode(string? address) => address is null ? null : Uri.UnescapeDataString(address);

    private static PlaylistGrant Allow(PlaylistGrant grant) => grant with
    {
        AllowedExtensions = [.. grant.AllowedExtensions, ".m4f", ".chk", ".dash", ".sidx", ".hdr"],
    };

    [GeneratedRegex("https?://(www\\.)?example\\.com/?")]
    private static partial Regex Origins();

    [GeneratedRegex("<(Location|UTCTiming|ContentSteering)[^>]*?(/>|>[^<]*</\\1>)|<UTCTiming[^>]*>|</UTCTiming>")]
    private static partial Regex RefusedElements();

    /// <summary>Random MPDs, within what the parser reads as the standard has it.</summary>
    private sealed class ManifestGenerator(Random random)
    {
        private readonly StringBuilder _text = new();
        private int _ids;
        private bool _isOnlyPeriod;
        private double _seconds;

        public string Generate()
        {
            var periods = random.Next(4) == 0 ? random.Next(2, 4) : 1;
            _isOnlyPeriod = periods == 1;
            var lengths = Enumerable.Range(0, periods).Select(_ => random.Next(5, 90) + 0.37).ToArray();
            Add($"<?xml version=\"1.0\"?>\n<MPD xmlns=\"urn:mpeg:dash:schema:mpd:2011\" type=\"static\" "
                + $"mediaPresentationDuration=\"PT{lengths.Sum():0.##}S\">\n");
            BaseUrl();
            foreach (var length in lengths)
            {
                _seconds = length;
                Add(_isOnlyPeriod && random.Next(2) == 0 ? "<Period>" : $"<Period duration=\"PT{length:0.##}S\">");
                BaseUrl();
                Noise();
                for (var sets = random.Next(1, 4); sets > 0; sets--)
                {
                    AdaptationSet();
                }

                Add("</Period>\n");
            }

            Add("</MPD>");
            return _text.ToString();
        }

        private void AdaptationSet()
        {
            Add($"<AdaptationSet mimeType=\"video/mp4\" {(random.Next(2) == 0 ? "lang='en'" : "")}>");
            BaseUrl();
            Noise();
            var kind = random.Next(5);
            var time = Timing();
            var isInherited = random.Next(2) == 0;
            if (isInherited)
            {
                Segments(kind, time, own: false);
            }

            for (var representations = random.Next(1, 4); representations > 0; representations--)
            {
                var isEmpty = isInherited && kind is 1 or 2 && random.Next(2) == 0;
                Add($"\n<Representation id=\"r{_ids++}\" bandwidth=\"{random.Next(1000, 9_000_000)}\" codecs=\"avc1\"");
                if (isEmpty)
                {
                    Add(random.Next(2) == 0 ? "/>" : "></Representation>");
                    continue;
                }

                Add(">");
                Noise();
                if (kind is 0 or 4)
                {
                    Add($"<BaseURL>{Name()}.mp4</BaseURL>");
                }
                else
                {
                    BaseUrl();
                }

                if (!isInherited)
                {
                    Segments(kind, time, own: true);
                }
                else if (kind is 1 or 2 && random.Next(2) == 0)
                {
                    Add($"<SegmentTemplate media=\"{Template(time.IsTimeline)}.m4s\"/>");
                }

                Add("</Representation>");
            }

            Add("</AdaptationSet>");
        }

        private void Segments(int kind, (bool IsTimeline, string Attributes, string Children, int Count) time, bool own)
        {
            var comment = random.Next(4) == 0 ? "<!-- x -->" : "";
            switch (kind)
            {
                case 0:
                    Add($"<SegmentBase indexRange=\"10-20\"><Initialization range=\"0-9\"/>{comment}</SegmentBase>");
                    break;
                case 1 or 2:
                    var id = random.Next(2) == 0 ? "$RepresentationID$" : "$Bandwidth%08d$";
                    var initialization = random.Next(4) > 0 ? $"initialization=\"{id}-{Name()}.mp4\"" : "";
                    Add($"<SegmentTemplate {initialization} {time.Attributes} media=\"{Template(time.IsTimeline)}.m4s\">{comment}{time.Children}</"
                        + $"SegmentTemplate>");
                    break;
                case 3:
                    var source = random.Next(3) > 0 ? $"<Initialization sourceURL='{Name()}.mp4' range='0-9'/>" : "";
                    Add($"<SegmentList {time.Attributes}>{source}{time.Children}");
                    for (var i = 0; i < time.Count; i++)
                    {
                        Add($"\n<SegmentURL media=\"{Name()}-{i}.m4s\"{(random.Next(3) == 0 ? " mediaRange='5-9'" : "")}/>");
                    }

                    Add("</SegmentList>");
                    break;
                default:
                    Add($"<SegmentList {time.Attributes}><Initialization range=\"0-9\"/>{time.Children}");
                    for (var i = 0; i < time.Count; i++)
                    {
                        Add($"<SegmentURL mediaRange=\"{100 * i}-{(100 * i) + 99}\"/>");
                    }

                    Add("</SegmentList>");
                    break;
            }
        }

        private (bool IsTimeline, string Attributes, string Children, int Count) Timing()
        {
            int[] scales = [1, 10, 1000, 90_000];
            var scale = scales[random.Next(scales.Length)];
            var written = scale == 1 && random.Next(2) == 0 ? "" : $"timescale='{scale}'";
            if (random.Next(4) > 0)
            {
                written += $" startNumber='{random.Next(0, 100)}'";
            }

            if (random.Next(2) == 0)
            {
                var duration = scale * random.Next(2, 11);
                return (false, $"{written} duration='{duration}'", "", (int)Math.Ceiling(_seconds * scale / duration));
            }

            var offset = random.Next(3) == 0 && !_isOnlyPeriod ? scale * 7 : 0;
            if (offset > 0)
            {
                written += $" presentationTimeOffset='{offset}'";
            }

            var text = new StringBuilder("<SegmentTimeline>");
            var (time, count) = ((long)offset, 0);
            for (var series = random.Next(1, 6); series > 0; series--)
            {
                var (gap, duration, repeat) = (random.Next(3) == 0 ? random.Next(1, 5) : 0, scale * random.Next(1, 4), random.Next(3));
                time += gap;
                var start = gap > 0 || count == 0 ? $"t='{time}' " : "";
                text.Append(CultureInfo.InvariantCulture, $"<S {start}d='{duration}'{(repeat > 0 ? $" r='{repeat}'" : "")}/>");
                time += duration * (repeat + 1);
                count += repeat + 1;
            }

            if (_isOnlyPeriod && _seconds * scale > time && random.Next(2) == 0)
            {
                text.Append(CultureInfo.InvariantCulture, $"<S t='{time}' d='{scale}' r='-1'/>");
                count += (int)Math.Ceiling(_seconds - ((double)time / scale));
            }

            return (true, written, text.Append("</SegmentTimeline>").ToString(), count);
        }

        private string Template(bool hasTime)
        {
            string[] forms =
            [
                "$RepresentationID$/$Number$", "s$$-$Number%05d$-$RepresentationID$", "$Bandwidth$/x/$Number%03d$",
                "$RepresentationID$$Bandwidth%09d$-$Number$",
            ];
            return hasTime && random.Next(2) == 0 ? "$RepresentationID$-t/$Time$" : forms[random.Next(forms.Length)];
        }

        private void BaseUrl()
        {
            if (random.Next(3) == 0)
            {
                string[] forms = ["./", $"{Name()}/", $"{Name()}/{Name()}/", $" {Name()}/\n", $"{Name()}/{Name()}"];
                Add($"<BaseURL>{forms[random.Next(forms.Length)]}</BaseURL>");
            }
        }

        private void Noise()
        {
            string[] forms =
            [
                "<!-- <BaseURL>x</BaseURL> -->", "<Role schemeIdUri='urn:mpeg:dash:role:2011' value='main'/>", "<x:y xmlns:x='urn:x'><BaseURL>z</BaseURL></"
                + "x:y>", "\r\n",
                "<SupplementalProperty schemeIdUri='urn:x' value='&quot;'/>",
            ];
            if (random.Next(3) == 0)
            {
                Add(forms[random.Next(forms.Length)]);
            }
        }

        private string Name()
        {
            string[] forms = ["v", "größe", "a%20b", "x~y", "(1)", "gr%C3%B6%C3%9Fe", "q&amp;a", "a b", "+=@", "d.e"];
            return $"{forms[random.Next(forms.Length)]}{random.Next(100)}";
        }

        private void Add(FormattableString text) => _text.Append(text.ToString(CultureInfo.InvariantCulture));

        private void Add(string text) => _text.Append(text);
    }
}
