using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace PresignKit.BrowserTests.Players.Hosting;

/// <summary>An MPD for files with an index, which ffmpeg does not write: one representation for each file, as most packagers write it.</summary>
internal static class IndexManifest
{
    /// <summary>The MPD for v.mp4 and a.mp4 in a folder.</summary>
    public static string Of(string folder, int seconds) => string.Create(CultureInfo.InvariantCulture, $"""
        <?xml version="1.0" encoding="utf-8"?>
        <MPD xmlns="urn:mpeg:dash:schema:mpd:2011" profiles="urn:mpeg:dash:profile:isoff-on-demand:2011" type="static"
          mediaPresentationDuration="PT{seconds}S" minBufferTime="PT2S">
          <Period>
            <AdaptationSet contentType="video" subsegmentAlignment="true">
              <Representation id="v" mimeType="video/mp4" codecs="avc1.42c00d" bandwidth="1000000">{Track(folder, "v.mp4")}</Representation>
            </AdaptationSet>
            <AdaptationSet contentType="audio" subsegmentAlignment="true">
              <Representation id="a" mimeType="audio/mp4" codecs="mp4a.40.2" bandwidth="64000">{Track(folder, "a.mp4")}</Representation>
            </AdaptationSet>
          </Period>
        </MPD>

        """);

    private static string Track(string folder, string name)
    {
        // Boxes of ISO/IEC 14496-12: a size of four bytes, and a type. What precedes the index is the initialization segment.
        using var file = File.OpenRead(Path.Combine(folder, name));
        Span<byte> head = stackalloc byte[8];
        while (true)
        {
            file.ReadExactly(head);
            var (start, size) = (file.Position - head.Length, BinaryPrimitives.ReadUInt32BigEndian(head));
            if (Encoding.ASCII.GetString(head[4..]) == "sidx")
            {
                return string.Create(
                    CultureInfo.InvariantCulture,
                    $"""<BaseURL>{name}</BaseURL><SegmentBase indexRange="{start}-{start + size - 1}"><Initialization range="0-{start - 1}"/></SegmentBase>""");
            }

            file.Position = start + size;
        }
    }
}
