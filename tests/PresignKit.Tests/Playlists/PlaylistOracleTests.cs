using System.Text;

namespace PresignKit.Tests.Playlists;

/// <summary>
/// What the fuzzer does (eng/fuzz.sh), for a moment: generated playlists, and the same with a few bytes changed. What it has found is here as cases.
/// </summary>
public sealed class PlaylistOracleTests
{
    private const string Manifest =
        "<?xml version=\"1.0\"?>\n<MPD xmlns=\"urn:mpeg:dash:schema:mpd:2011\" type=\"static\" mediaPresentationDuration=\"PT12S\" profiles=\"x\"><Period>"
        + "<AdaptationSet mimeType=\"video/mp4\"><ContentProtection schemeIdUri=\"urn:x\"/><BaseURL>d/</BaseURL>"
        + "<SegmentTemplate timescale=\"10\" initialization=\"i-$RepresentationID$.mp4\" media=\"$Time$.m4s\"><SegmentTimeline><S t=\"0\" d=\"60\" r=\"1\"/>"
        + "</SegmentTimeline></SegmentTemplate><Representation id=\"v\" bandwidth=\"1\"/></AdaptationSet></Period></MPD>\n";

    private static readonly string[] Pieces =
    [
        "\n", "\r\n", "\r", "\0", "\"", ",", "=", ":", "#", "%", "%2f", "%00", "..", "/", "//", "\\", "?", "{$", "}", "{$v0}", "{$token}", " ", "\t", "ä",
        "\u0085", "#EXT-X-KEY:URI=\"a.ts\"", "#EXT-X-STREAM-INF:", "#EXT-X-DEFINE:IMPORT=\"token\"", "URI=\"", "https://ads.test", "https://", "skd:",
        ".key", ".ts", ".m3u8",
    ];

    private static readonly string[] ManifestPieces =
    [
        "<", ">", "\"", "&", "&amp;", "&#47;", "/", "..", "://", "%2f", "$", "$$", "$Number$", "<!--", "-->", "<![CDATA[", "]]>", "<BaseURL>x.mp4</BaseURL>",
        "<?x?>", "xml:base=\"x/\" ", "https://ads.test/", ".key", ".mpd", "0", "9999999999", "\0", "ä", "<!DOCTYPE x>",
    ];

    private readonly PlaylistOracle _oracle = new(new());

    private readonly ManifestOracle _manifests = new(new());

    [Fact]
    public void Generated_IsSigned()
    {
        for (var seed = 0; seed < 400; seed++)
        {
            Assert.Null(_oracle.Check(Encoding.UTF8.GetBytes(Generate(seed))));
        }
    }

    [Fact]
    public void Generated_AndThenChanged_IsSignedCorrectlyOrRefused()
    {
        var outcomes = new Dictionary<string, int>();
        for (var seed = 0; seed < 4000; seed++)
        {
            var random = new Random(seed);
            var bytes = Encoding.UTF8.GetBytes(Generate(seed % 400)).ToList();
            for (var changes = 1 + random.Next(4); changes > 0; changes--)
            {
                var at = random.Next(bytes.Count);
                bytes.RemoveRange(at, Math.Min(random.Next(4), bytes.Count - at));
                bytes.InsertRange(at, Encoding.UTF8.GetBytes(Pieces[random.Next(Pieces.Length)]));
            }

            try
            {
                var outcome = _oracle.Check([.. bytes]) ?? "signed";
                outcomes[outcome] = outcomes.GetValueOrDefault(outcome) + 1;
            }
            catch (Exception e)
            {
                Assert.Fail($"Seed {seed}: {e}");
            }
        }

        // Otherwise, the changes would test nothing.
        Assert.True(outcomes["signed"] > 500 && outcomes.Count > 8, string.Join(", ", outcomes));
    }

    [Fact]
    public void Manifest_Changed_IsSignedCorrectlyOrRefused()
    {
        Assert.Null(_manifests.Check(Encoding.UTF8.GetBytes(Manifest)));
        var outcomes = new Dictionary<string, int>();
        for (var seed = 0; seed < 4000; seed++)
        {
            var random = new Random(seed);
            var text = new StringBuilder(Manifest);
            for (var changes = 1 + random.Next(2); changes > 0; changes--)
            {
                var at = random.Next(text.Length);
                text.Remove(at, Math.Min(random.Next(3), text.Length - at)).Insert(at, ManifestPieces[random.Next(ManifestPieces.Length)]);
            }

            try
            {
                var outcome = _manifests.Check(Encoding.UTF8.GetBytes(text.ToString())) ?? "signed";
                outcomes[outcome] = outcomes.GetValueOrDefault(outcome) + 1;
            }
            catch (Exception e)
            {
                Assert.Fail($"Seed {seed}: {e}");
            }
        }

        Assert.True(outcomes["signed"] > 200 && outcomes.Count > 5, string.Join(", ", outcomes));
    }

    private static string Generate(int seed)
    {
        var generator = new PlaylistGenerator(new(seed), name => name);
        generator.Generate();
        return generator.Plain;
    }
}
