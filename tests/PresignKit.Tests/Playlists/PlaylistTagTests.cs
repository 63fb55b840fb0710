using PresignKit.Providers;
using static PresignKit.Tests.Playlists.PlaylistApplication;

namespace PresignKit.Tests.Playlists;

/// <summary>What becomes of each address, and that nothing else changes.</summary>
public sealed class PlaylistTagTests
{
    [Theory]
    [InlineData("#EXTINF:6,\n<s.ts>\n")]
    [InlineData("#EXTINF:6,title, with = and \"\r\n#EXT-X-BYTERANGE:10@0\r\n<s.ts>\r\n")]
    [InlineData("#EXT-X-MAP:URI=\"<init.mp4>\",BYTERANGE=\"10@0\"\n")]
    [InlineData("#EXT-X-PART:DURATION=0.5,URI=\"<p.m4s>\",INDEPENDENT=YES\n")]
    [InlineData("#EXT-X-PRELOAD-HINT:TYPE=PART,URI=\"<p.m4s>\"\n")]
    [InlineData("#EXT-X-SESSION-DATA:DATA-ID=\"com.example.lyrics\",URI=\"<lyrics.json>\"\n")]
    [InlineData("#EXT-X-CONTENT-STEERING:SERVER-URI=\"<steering.json>\",PATHWAY-ID=\"a\"\n")]
    [InlineData("#EXT-X-DATERANGE:ID=\"1\",CLASS=\"com.apple.hls.interstitial\",X-ASSET-LIST=\"<list.json>\"\n")]
    [InlineData("#EXT-X-DATERANGE:ID=\"1\",X-ASSET-URI=\"<ad.mp4>\",X-RESUME-OFFSET=0\n")]
    [InlineData("#EXTINF:6,\n<sub/dir/s.ts>")]
    [InlineData("#EXTINF: \t6.006\t ,\n<a/.b/s.ts>\n#EXTINF:.5,\n<c/.s.ts>\n#EXTINF:-1,\n<s.ts>\n#EXTINF:\n<s.ts>\n#EXTINF:12\n<s.ts>\n")]
    [InlineData("#EXT-X-KEY:METHOD=NONE\n#EXTINF:6,\n<s.ts>\n#EXTINF:6,\n<s.ts>\n")]
    public async Task Media_IsSigned(string lines)
    {
        var plain = "#EXTM3U\n" + lines.Replace("<", "", StringComparison.Ordinal).Replace(">", "", StringComparison.Ordinal);
        var expected = "#EXTM3U\n" + string.Concat(lines.Split('<', '>').Select((piece, i) => i % 2 == 0 ? piece : Signed(piece)));

        var (text, signed) = await new PlaylistApplication().SignAsync(plain);

        Assert.Equal(expected, text);
        Assert.Equal(lines.Count(c => c == '<'), signed.SignedUris);
        Assert.NotNull(signed.ExpiresAt);
    }

    [Theory]
    [InlineData("#EXT-X-STREAM-INF:BANDWIDTH=1\n<v/index.m3u8>\n")]
    [InlineData("#EXT-X-STREAM-INF:BANDWIDTH=1\n# a comment\n\n<v/index.m3u8>\n")]
    [InlineData("#EXT-X-STREAM-INF:BANDWIDTH=1\n<nested/master.m3u8>\n")]
    [InlineData("#EXT-X-STREAM-INF:BANDWIDTH=1\n<index.m3u8>\n")]
    [InlineData("#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"a\",NAME=\"a\",URI=\"<audio.m3u8>\"\n#EXT-X-MEDIA:TYPE=VIDEO,GROUP-ID=\"b\",NAME=\"b\"\n")]
    [InlineData("#EXT-X-I-FRAME-STREAM-INF:BANDWIDTH=1,URI=\"<iframes.m3u8>\"\n")]
    [InlineData("#EXT-X-RENDITION-REPORT:URI=\"<other.m3u8>\",LAST-MSN=7\n")]
    [InlineData("#EXT-X-DATERANGE:ID=\"1\",X-ASSET-URI=\"<ad.m3u8>\"\n")]
    public async Task Playlist_StaysOnTheApplication(string lines)
    {
        var plain = "#EXTM3U\n" + lines.Replace("<", "", StringComparison.Ordinal).Replace(">", "", StringComparison.Ordinal);
        var expected = "#EXTM3U\n" + lines.Replace("<", "/media/42/a/", StringComparison.Ordinal).Replace(">", "", StringComparison.Ordinal);
        var app = new PlaylistApplication();

        var (text, signed) = await app.SignAsync(plain);

        Assert.Equal(expected, text);
        Assert.Equal(lines.Count(c => c == '<'), signed.ChildPlaylists);
        Assert.Null(signed.ExpiresAt);
        Assert.Empty(app.Provider.Accesses);
    }

    [Theory]
    [InlineData("KEY")]
    [InlineData("SESSION-KEY")]
    public async Task Key_StaysOnTheApplication(string tag)
    {
        var app = new PlaylistApplication();

        var (text, signed) = await app.SignAsync($"#EXTM3U\n#EXT-X-{tag}:METHOD=AES-128,URI=\"k 1.key\",IV=0x1\n#EXTINF:1,\ns.ts\n");

        Assert.Equal($"#EXTM3U\n#EXT-X-{tag}:METHOD=AES-128,URI=\"/keys/42/a/k%201.key\",IV=0x1\n#EXTINF:1,\n{Signed("s.ts")}\n", text);
        Assert.Equal((1, 1), (signed.Keys, signed.SignedUris));
    }

    [Theory]
    [InlineData("#EXT-X-KEY:METHOD=AES-128,URI=\"k.ts\"\n#EXTINF:1,\nk.ts", 4)]
    [InlineData("#EXTINF:1,\nk.ts\n#EXT-X-KEY:METHOD=AES-128,URI=\"%6b.ts\"", 3)]
    [InlineData("#EXT-X-SESSION-KEY:METHOD=AES-128,URI=\"k.mp4\"\n#EXT-X-MAP:URI=\"k.mp4\"", 3)]
    public Task Key_AlsoNamedAsMedia_IsRefused(string lines, int line) =>
        new PlaylistApplication().RefuseAsync("#EXTM3U\n" + lines, PlaylistErrorCodes.PlaylistKeyAsMedia, line);

    [Fact]
    public async Task Key_ExtensionOfKeys_IsNeverSignedEvenIfAllowed() => await new PlaylistApplication().RefuseAsync(
        "#EXTM3U\n#EXTINF:1,\nk.key\n", PlaylistErrorCodes.PlaylistExtensionNotAllowed, 3, grant => grant with { AllowedExtensions = [".key", ".ts"] });

    [Theory]
    [InlineData("\uFEFF#EXTM3U\n#EXTINF:1,\ns.ts")]
    [InlineData("#EXTM3U\r\n\r\n#EXTINF:1,\r\ns.ts\r\n\r\n")]
    [InlineData("#EXTM3U\n#EXTINF:1,\ns.ts\r\n#EXT-X-ENDLIST")]
    [InlineData("#EXTM3U \n   \n\t\n#EXTINF:1,\ns.ts")]
    [InlineData("#EXTM3U\n#EXT-X-VENDOR:URI=\"secret.ts\"\n# s.ts in a comment\n#\n#EXT\n#EXTINF:1,\ns.ts\n#EXT-X-KEYS:URI=\"s.ts\n#ext-x-key:URI=\"x\"\n")]
    [InlineData("#EXTM3U\n#EXT-X-MEDIA-SEQUENCE:1\n#EXTINF:1,\ns.ts\n#EXT-X-PROGRAM-DATE-TIME:2026-01-01T00:00:00Z\n")]
    public async Task EverythingElse_IsUnchanged(string plain)
    {
        var at = plain.LastIndexOf("\ns.ts", StringComparison.Ordinal) + 1;

        var (text, _) = await new PlaylistApplication().SignAsync(plain);

        Assert.Equal(plain[..at] + Signed("s.ts") + plain[(at + 4)..], text);
    }

    [Fact]
    public async Task UnknownTags_AreCounted()
    {
        var (_, signed) = await new PlaylistApplication().SignAsync(
            "#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-VENDOR:1\n#EXT-X-CUE-OUT\n#comment\n#EXT-X-GAP\n#EXT-X-DEFINE:NAME=\"a\",VALUE=\"b\"\n");

        Assert.Equal(2, signed.UnknownTags);
    }

    [Theory]
    [InlineData("#EXTINF:1,\ns.ts\n", true)]
    [InlineData("#EXTINF:1,\ns.ts\n#EXT-X-ENDLIST\n", false)]
    [InlineData("#EXT-X-STREAM-INF:BANDWIDTH=1\nv.m3u8\n", false)]
    public async Task IsLive_SegmentsWithoutAnEnd(string lines, bool isLive) =>
        Assert.Equal(isLive, (await new PlaylistApplication().SignAsync("#EXTM3U\n" + lines)).Signed.IsLive);

    [Fact]
    public async Task PlaylistOfOnlyTheFirstLine_IsUnchanged() => Assert.Equal("#EXTM3U", (await new PlaylistApplication().SignAsync("#EXTM3U")).Text);

    [Fact]
    public async Task SignedRequests_AreGetOnlyAndOfTheGrantsPolicy()
    {
        var app = new PlaylistApplication(builder => builder.AddDownloadPolicy("stream", policy => policy.Lifetime = TimeSpan.FromHours(5)));

        await app.SignAsync("#EXTM3U\n#EXTINF:1,\ns.ts\n", grant => grant with { Request = new() { Policy = "stream", Lifetime = TimeSpan.FromHours(2) } });

        var access = Assert.Single(app.Provider.Accesses);
        Assert.Equal(ObjectAccess.Read, access.Access);
        Assert.Equal(TimeSpan.FromHours(2), access.Lifetime);
    }
}
