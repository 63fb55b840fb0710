using System.Globalization;

/// <summary>The inputs that the fuzzer begins with. They are small, because small ones are run more often.</summary>
internal static class Seeds
{
    private const int LargestGenerated = 2000;

    private static readonly string[] Small =
    [
        "#EXTM3U",
        "\uFEFF#EXTM3U\r\n#EXTINF:4,\r\ns.ts\r\n#EXT-X-ENDLIST\r\n",
        "#EXTM3U\n#EXT-X-KEY:METHOD=AES-128,URI=\"k.key\",IV=0x0\n#EXTINF:4,\nd/s%20%c3%a4.ts",
        "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\nv/index.m3u8\n#EXT-X-MEDIA:TYPE=AUDIO,URI=\"a/index.m3u8\"\n",
        "#EXTM3U\n#EXT-X-DEFINE:NAME=\"a\",VALUE=\"b\"\n#EXT-X-DEFINE:IMPORT=\"token\"\n#EXT-X-MAP:URI=\"{$a}/{$token}.mp4\",BYTERANGE=\"1@0\"\n{$a}.m4s\n",
        "#EXTM3U\n#EXT-X-DATERANGE:ID=\"1\",X-ASSET-URI=\"x.m3u8\",X-ASSET-LIST=\"l.json\"\nhttps://ads.test/s.ts?x=1\n",
        "#EXTM3U\n#EXT-X-SESSION-KEY:METHOD=SAMPLE-AES,URI=\"skd://1\"\n#EXT-X-PART:DURATION=1,URI=\"p.m4s\"\n#EXT-X-RENDITION-REPORT:URI=\"r.m3u8\"\n",
        "#EXTM3U\n#EXT-X-CONTENT-STEERING:SERVER-URI=\"s.json\"\n#EXT-X-SESSION-DATA:DATA-ID=\"1\", URI=\"d.json\"\n#EXT-X-OTHER:URI=\"x\"\n",
        "#EXTM3U\n#EXT-X-PRELOAD-HINT:TYPE=PART,URI=\"p.m4s\"\n#EXT-X-I-FRAME-STREAM-INF:URI=\"i.m3u8\"\n  \n#comment\n",

        // Refused.
        "#EXTM3U\n#EXTINF:4,\n../s.ts\n",
        "#EXTM3U\n#EXTINF:4,\nx%2fs.ts\n",
        "#EXTM3U\n#EXT-X-KEY:URI=\"s.ts\"\ns.ts\n",
        "#EXTM3U\n//evil.test/s.ts\n",
        "#EXTM3U\n#EXT-X-DEFINE:NAME=\"a\",VALUE=\"b\"\n#EXT-X-DEFINE:NAME=\"a\",VALUE=\"b\"\n",
    ];

    // Each is the content of an AdaptationSet.
    private static readonly string[] Manifests =
    [
        "<SegmentTemplate timescale=\"1000\" duration=\"6000\" startNumber=\"1\" initialization=\"init-$RepresentationID$.mp4\" media=\"$Number%05d$.m4s\"/>"
            + "<Representation id=\"v\" bandwidth=\"1\"/>",
        "<SegmentTemplate timescale=\"10\" initialization=\"i.mp4\" media=\"$Bandwidth$/$Time$.m4s\"><SegmentTimeline><S t=\"0\" d=\"60\" r=\"1\"/></SegmentTimeline>"
            + "</SegmentTemplate><Representation id=\"v\" bandwidth=\"1\"/>",
        "<Representation id=\"v\" bandwidth=\"1\"><SegmentList duration=\"6\"><Initialization sourceURL=\"i.mp4\"/><SegmentURL media=\"1.m4s\"/>"
            + "<SegmentURL media=\"d/2%20&amp;.m4s\"/></SegmentList></Representation>",
        "<ContentProtection schemeIdUri=\"urn:x\"/><Representation id=\"v\" bandwidth=\"1\"><BaseURL>d/film.mp4</BaseURL><SegmentBase indexRange=\"1-2\"/>"
            + "</Representation>",
        "<BaseURL>d/</BaseURL><!-- x --><Representation id=\"v\" bandwidth=\"1\"><BaseURL><![CDATA[film.mp4]]></BaseURL></Representation>",
        "<BaseURL>https://ads.test/</BaseURL><Representation id=\"v\" bandwidth=\"1\"><BaseURL>../film.mp4</BaseURL></Representation>",
    ];

    public static void Write(string folder)
    {
        Directory.CreateDirectory(folder);
        for (var i = 0; i < Small.Length; i++)
        {
            File.WriteAllText(Path.Combine(folder, $"small-{i.ToString("D2", CultureInfo.InvariantCulture)}"), Small[i]);
        }

        for (var i = 0; i < Manifests.Length; i++)
        {
            File.WriteAllText(
                Path.Combine(folder, $"manifest-{i.ToString("D2", CultureInfo.InvariantCulture)}"),
                "<?xml version=\"1.0\"?>\n<MPD xmlns=\"urn:mpeg:dash:schema:mpd:2011\" type=\"static\" mediaPresentationDuration=\"PT12S\" profiles=\"x\"><Period>"
                    + $"<AdaptationSet mimeType=\"video/mp4\">{Manifests[i]}</AdaptationSet></Period></MPD>\n");
        }

        for (var seed = 0; seed < 400; seed++)
        {
            var generator = new PresignKit.Tests.Playlists.PlaylistGenerator(new(seed), name => name);
            generator.Generate();
            if (generator.Plain.Length <= LargestGenerated)
            {
                File.WriteAllText(Path.Combine(folder, $"generated-{seed.ToString("D3", CultureInfo.InvariantCulture)}"), generator.Plain);
            }
        }
    }
}
