using System.Text;
using NSubstitute;

namespace PresignKit.Tests.Playlists;

/// <summary>Every bad input has a code, and nothing of it is written or signed.</summary>
public sealed class PlaylistRefusalTests
{
    private readonly PlaylistApplication _app = new();

    [Theory]
    [InlineData("https://evil.test/s.ts", PlaylistErrorCodes.PlaylistUriAbsolute)]
    [InlineData("HTTP:s.ts", PlaylistErrorCodes.PlaylistUriAbsolute)]
    [InlineData("data:video/mp2t;base64,AAAA", PlaylistErrorCodes.PlaylistUriAbsolute)]
    [InlineData("javascript:alert(1)//s.ts", PlaylistErrorCodes.PlaylistUriAbsolute)]
    [InlineData("file:///etc/s.ts", PlaylistErrorCodes.PlaylistUriAbsolute)]
    [InlineData("//evil.test/s.ts", PlaylistErrorCodes.PlaylistUriAbsolute)]
    [InlineData("/other/s.ts", PlaylistErrorCodes.PlaylistUriAbsolute)]
    [InlineData("///s.ts", PlaylistErrorCodes.PlaylistUriAbsolute)]
    [InlineData("a:b.ts", PlaylistErrorCodes.PlaylistUriAbsolute)]
    [InlineData("s.ts?x=1", PlaylistErrorCodes.PlaylistUriQuery)]
    [InlineData("s.ts?", PlaylistErrorCodes.PlaylistUriQuery)]
    [InlineData("s.ts#x.ts", PlaylistErrorCodes.PlaylistUriQuery)]
    [InlineData("../s.ts", PlaylistErrorCodes.PlaylistUriParent)]
    [InlineData("x/../../../s.ts", PlaylistErrorCodes.PlaylistUriParent)]
    [InlineData("%2e%2E/s.ts", PlaylistErrorCodes.PlaylistUriParent)]
    [InlineData(".%2e/s.ts", PlaylistErrorCodes.PlaylistUriParent)]
    [InlineData("././s.ts", PlaylistErrorCodes.PlaylistUriParent)]
    [InlineData("./../s.ts", PlaylistErrorCodes.PlaylistUriParent)]
    [InlineData("%2e/s.ts", PlaylistErrorCodes.PlaylistUriParent)]
    [InlineData(".//evil.test/s.ts", PlaylistErrorCodes.PlaylistUriAbsolute)]
    [InlineData("./skd:s.ts", PlaylistErrorCodes.PlaylistUriAbsolute)]
    [InlineData("./", PlaylistErrorCodes.PlaylistUriInvalid)]
    [InlineData("x/./s.ts", PlaylistErrorCodes.PlaylistUriParent)]
    [InlineData("..", PlaylistErrorCodes.PlaylistUriParent)]
    [InlineData("x%2fs.ts", PlaylistErrorCodes.PlaylistUriEncoding)]
    [InlineData("..%2F..%2Fs.ts", PlaylistErrorCodes.PlaylistUriEncoding)]
    [InlineData("x%5cs.ts", PlaylistErrorCodes.PlaylistUriEncoding)]
    [InlineData("s%00.ts", PlaylistErrorCodes.PlaylistUriEncoding)]
    [InlineData("s%0a.ts", PlaylistErrorCodes.PlaylistUriEncoding)]
    [InlineData("s%7F.ts", PlaylistErrorCodes.PlaylistUriEncoding)]
    [InlineData("s%ff.ts", PlaylistErrorCodes.PlaylistUriEncoding)]
    [InlineData("s%c0%af.ts", PlaylistErrorCodes.PlaylistUriEncoding)]
    [InlineData("s%.ts", PlaylistErrorCodes.PlaylistUriEncoding)]
    [InlineData("s.ts%", PlaylistErrorCodes.PlaylistUriEncoding)]
    [InlineData("s.ts%4", PlaylistErrorCodes.PlaylistUriEncoding)]
    [InlineData("s%+1.ts", PlaylistErrorCodes.PlaylistUriEncoding)]
    [InlineData("x\\s.ts", PlaylistErrorCodes.PlaylistUriInvalid)]
    [InlineData("..\\s.ts", PlaylistErrorCodes.PlaylistUriInvalid)]
    [InlineData("x//s.ts", PlaylistErrorCodes.PlaylistUriInvalid)]
    [InlineData("x/", PlaylistErrorCodes.PlaylistUriInvalid)]
    [InlineData("s\u0085.ts", PlaylistErrorCodes.PlaylistUriInvalid)]
    [InlineData("s", PlaylistErrorCodes.PlaylistExtensionNotAllowed)]
    [InlineData("s.ts/x", PlaylistErrorCodes.PlaylistExtensionNotAllowed)]
    [InlineData("s.pdf", PlaylistErrorCodes.PlaylistExtensionNotAllowed)]
    [InlineData("s.ts.", PlaylistErrorCodes.PlaylistExtensionNotAllowed)]
    [InlineData("list.m3u8", PlaylistErrorCodes.PlaylistExtensionNotAllowed)]
    [InlineData("s.ts%2ekey", PlaylistErrorCodes.PlaylistExtensionNotAllowed)]
    [InlineData(" s.ts", PlaylistErrorCodes.PlaylistMalformed)]
    [InlineData("s.ts ", PlaylistErrorCodes.PlaylistMalformed)]
    [InlineData(" #EXT-X-KEY:URI=\"x\"", PlaylistErrorCodes.PlaylistMalformed)]
    [InlineData("s\r.ts", PlaylistErrorCodes.PlaylistMalformed)]
    [InlineData("s.ts\r\r", PlaylistErrorCodes.PlaylistMalformed)]
    [InlineData("s.ts\r#EXT-X-KEY:URI=\"x\"", PlaylistErrorCodes.PlaylistMalformed)]
    [InlineData("s\0.ts", PlaylistErrorCodes.PlaylistMalformed)]
    [InlineData("s\u001b.ts", PlaylistErrorCodes.PlaylistMalformed)]
    [InlineData("{$x}.ts", PlaylistErrorCodes.PlaylistVariableUnresolved)]
    [InlineData("{$x.ts", PlaylistErrorCodes.PlaylistVariableUnresolved)]
    public async Task Address_ThatTheGrantDoesNotAllow_IsRefused(string address, string code)
    {
        await _app.RefuseAsync($"#EXTM3U\n#EXTINF:1,\ngood.ts\n#EXTINF:1,\n{address}\n#EXTINF:1,\ngood.ts\n", code, 5);

        // The same in an attribute, where white space at the ends is part of a name.
        if (!address.Contains(' ', StringComparison.Ordinal))
        {
            await _app.RefuseAsync($"#EXTM3U\n#EXT-X-MAP:URI=\"{address}\"\n", code, 2);
        }
    }

    [Theory]
    [InlineData("#EXT-X-STREAM-INF:BANDWIDTH=1\nv.ts", PlaylistErrorCodes.PlaylistExtensionNotAllowed, 3)]
    [InlineData("#EXT-X-STREAM-INF:BANDWIDTH=1\n../v.m3u8", PlaylistErrorCodes.PlaylistUriParent, 3)]
    [InlineData("#EXT-X-STREAM-INF:BANDWIDTH=1\nhttps://evil.test/v.m3u8", PlaylistErrorCodes.PlaylistUriAbsolute, 3)]
    [InlineData("#EXT-X-MEDIA:URI=\"a.mp4\"", PlaylistErrorCodes.PlaylistExtensionNotAllowed, 2)]
    [InlineData("#EXT-X-KEY:METHOD=AES-128,URI=\"../../41/hls/k.key\"", PlaylistErrorCodes.PlaylistUriParent, 2)]
    [InlineData("#EXT-X-KEY:METHOD=AES-128,URI=\"data:text/plain;base64,AAAA\"", PlaylistErrorCodes.PlaylistUriAbsolute, 2)]
    [InlineData("#EXT-X-KEY:METHOD=AES-128,URI=\"\"", PlaylistErrorCodes.PlaylistUriInvalid, 2)]
    [InlineData("#EXT-X-MAP:URI=s.mp4", PlaylistErrorCodes.PlaylistMalformed, 2)]
    [InlineData("#EXT-X-MAP:URI=\"s.mp4", PlaylistErrorCodes.PlaylistMalformed, 2)]
    [InlineData("#EXT-X-MAP:URI=\"s.mp4\"x", PlaylistErrorCodes.PlaylistMalformed, 2)]
    [InlineData("#EXT-X-MAP:X=a\"b,URI=\"s.mp4\"", PlaylistErrorCodes.PlaylistMalformed, 2)]
    [InlineData("#EXT-X-MAP:URI", PlaylistErrorCodes.PlaylistMalformed, 2)]
    [InlineData("#EXT-X-MAP:,URI=\"s.mp4\"", PlaylistErrorCodes.PlaylistMalformed, 2)]
    [InlineData("#EXT-X-MAP:=,URI=\"s.mp4\"", PlaylistErrorCodes.PlaylistMalformed, 2)]
    [InlineData("#EXT-X-MAP:URI=\"s.mp4\",URI=\"../t.mp4\"", PlaylistErrorCodes.PlaylistUriParent, 2)]
    [InlineData("#EXT-X-MAP:URI=\"s.mp4\" ,X=\",URI=https://evil.test/s.mp4?\"", PlaylistErrorCodes.PlaylistMalformed, 2)]
    [InlineData("#EXT-X-MEDIA:X=\"a\"\t,Y=\",URI=https://evil.test/a.m3u8?\"", PlaylistErrorCodes.PlaylistMalformed, 2)]
    [InlineData("#EXT-X-DEFINE:NAME=\"x\" ,VALUE=\"a\"", PlaylistErrorCodes.PlaylistVariableInvalid, 2)]
    [InlineData("#EXTINF:6 https://evil.test/s.ts", PlaylistErrorCodes.PlaylistMalformed, 2)]
    [InlineData("#EXTINF:6https://evil.test/s.ts", PlaylistErrorCodes.PlaylistMalformed, 2)]
    [InlineData("#EXTINF:6.0.https://evil.test/s.ts", PlaylistErrorCodes.PlaylistMalformed, 2)]
    [InlineData("#EXTINF:https://evil.test/s.ts,", PlaylistErrorCodes.PlaylistMalformed, 2)]
    [InlineData("#EXTINF:6,\u2028https://evil.test/s.ts", PlaylistErrorCodes.PlaylistMalformed, 2)]
    [InlineData("# \u2019 \u2029https://evil.test/s.ts", PlaylistErrorCodes.PlaylistMalformed, 2)]
    [InlineData("#EXTINF:6..5,\ns.ts", PlaylistErrorCodes.PlaylistMalformed, 2)]
    [InlineData("#EXTINF:6 ,/../../../sign-out", PlaylistErrorCodes.PlaylistMalformed, 2)]
    [InlineData("#EXTINF:6 ,/\t../\t../sign-out", PlaylistErrorCodes.PlaylistMalformed, 2)]
    [InlineData("#EXTINF:6\t, a/%2e%2E/../sign-out", PlaylistErrorCodes.PlaylistMalformed, 2)]
    [InlineData("#EXTINF:6,\n#EXTINF:-1,a\\..\\sign-out", PlaylistErrorCodes.PlaylistMalformed, 3)]
    [InlineData("#EXT-X-VERSION:3\r\n#EXT-X-NEW:\r\n##EXT-X-KEY:URI=\"x\"\r", PlaylistErrorCodes.PlaylistMalformed, 4)]
    [InlineData("# #EXT-X-CONTENT-STEERING:SERVER-URI=\"https://evil.test/s\"", PlaylistErrorCodes.PlaylistMalformed, 2)]
    [InlineData("#EXT-X-NEW:X=\"#EXT-X-SESSION-KEY:URI=\"https://evil.test/k\"\"", PlaylistErrorCodes.PlaylistMalformed, 2)]
    [InlineData("#EXTINF:6,#EXT-X-MEDIA:TYPE=AUDIO,URI=\"https://evil.test/a.m3u8\"", PlaylistErrorCodes.PlaylistMalformed, 2)]
    public Task Tag_ThatTheGrantDoesNotAllow_IsRefused(string lines, string code, int line) => _app.RefuseAsync("#EXTM3U\n" + lines + "\n", code, line);

    /// <summary>hls.js looks for them behind the first tag, too.</summary>
    [Theory]
    [InlineData("#EXTM3U #EXT-X-CONTENT-STEERING:SERVER-URI=\"https://evil.test/s\"\n")]
    [InlineData("#EXTM3U\t#EXT-X-MEDIA:TYPE=AUDIO,URI=\"https://evil.test/a.m3u8\"\n")]
    [InlineData("\uFEFF#EXTM3U  #EXT-X-STREAM-INF:BANDWIDTH=1\r\ns.ts")]
    public Task Tag_InTheFirstLine_IsRefused(string text) => _app.RefuseAsync(text, PlaylistErrorCodes.PlaylistMalformed, 1);

    /// <summary>hls.js takes the last words of such a title for the address of a segment.</summary>
    [Theory]
    [InlineData("#EXTINF:6,a https://evil.test/s.ts")]
    [InlineData("#EXTINF:6,\u00A0https://evil.test/s.ts")]
    [InlineData("#EXTINF:6,")]
    public Task End_WithinATitle_IsRefused(string line) =>
        _app.RefuseAsync("#EXTM3U\n#EXTINF:6,\ns.ts\n" + line, PlaylistErrorCodes.PlaylistMalformed, 4);

    [Theory]
    [InlineData("")]
    [InlineData("\n#EXTM3U\n")]
    [InlineData(" #EXTM3U\n")]
    [InlineData("#EXTM3U8\n")]
    [InlineData("#EXTM3\n")]
    [InlineData("#EXTM3U\rs.ts")]
    [InlineData("<html>")]
    [InlineData("\u001f\u008b")]
    [InlineData("\uFEFF\uFEFF#EXTM3U\n")]
    public Task Object_ThatIsNoPlaylist_IsRefused(string text) => _app.RefuseAsync(text, PlaylistErrorCodes.PlaylistNotRecognized, line: null);

    [Fact]
    public Task Object_InAnotherEncoding_IsRefused() => _app.RefuseAsync(
        Encoding.Unicode.GetBytes("\uFEFF#EXTM3U\n"), PlaylistErrorCodes.PlaylistNotRecognized, null);

    [Fact]
    public async Task Lines_HundredThousand_AreRefusedUnlessTheGrantAllowsThem()
    {
        var text = "#EXTM3U\n" + string.Concat(Enumerable.Range(0, 50_000).Select(i => $"#EXTINF:1,\n{i}.ts\n"));

        await _app.RefuseAsync(text, PlaylistErrorCodes.PlaylistTooManyUris, 50_003);

        Assert.Equal(50_000, (await _app.SignAsync(text, grant => grant with { MaximumUris = 50_000 })).Signed.SignedUris);
    }

    [Fact]
    public async Task Line_OfTenMegabytes_IsRefused()
    {
        var text = "#EXTM3U\n#EXTINF:1,\n" + new string('s', 10_000_000) + ".ts\n";

        await _app.RefuseAsync(text, PlaylistErrorCodes.PlaylistTooLarge, line: null);
        await _app.RefuseAsync(text, PlaylistErrorCodes.PlaylistUriInvalid, 3, grant => grant with { MaximumSize = 20_000_000 });
    }

    /// <summary>Also if the beginning arrives byte by byte.</summary>
    [Theory]
    [InlineData("index.m3u8", "#EXTM3U\n", int.MaxValue)]
    [InlineData("index.m3u8", "\uFEFF#EXTM3U\r\n", 1)]
    [InlineData("manifest.mpd", "\uFEFF\n<MPD>", 1)]
    public async Task Object_LargerThanTheLimit_IsReadNoFurther(string name, string start, int atOnce)
    {
        var stream = new EndlessStream(Encoding.UTF8.GetBytes(start), atOnce);

        Assert.Equal(PlaylistErrorCodes.PlaylistTooLarge, (await RefuseAsync(stream, name)).Code);

        Assert.Equal(10_001, stream.BytesRead);
        Assert.True(stream.IsDisposed);
    }

    /// <summary>The application has granted a film instead of its playlist: how large it is says nothing.</summary>
    [Theory]
    [InlineData("film.mp4", "\0\0\0\u0018ftypmp42", int.MaxValue)]
    [InlineData("index.m3u8", "\0\0\0\u0018ftypmp42", 1)]
    [InlineData("segment.ts", "G@\u0011", 1)]
    [InlineData("index.m3u8", "#EXTM3U8\n", 1)]
    [InlineData("index.m3u8", "\uFEFF\uFEFF#EXTM3U\n", 1)]
    [InlineData("index.m3u8", "<MPD>", 1)]
    [InlineData("manifest.mpd", "\0\0\0\u0018ftypmp42", 1)]
    [InlineData("manifest.mpd", "\n#EXTM3U\n", 1)]
    public async Task Object_ThatIsNoPlaylist_IsRefusedForThatHoweverLargeItIs(string name, string start, int atOnce)
    {
        var stream = new EndlessStream(Encoding.UTF8.GetBytes(start), atOnce);

        var refused = await RefuseAsync(stream, name);

        Assert.Equal(PlaylistErrorCodes.PlaylistNotRecognized, refused.Code);
        Assert.Contains(name == "manifest.mpd" ? "The object is not an MPD" : "The object is not a playlist", refused.Message, StringComparison.Ordinal);
        Assert.InRange(stream.BytesRead, 1, 10_001);
        Assert.True(atOnce > 1 || stream.BytesRead <= 12);
        Assert.True(stream.IsDisposed);
    }

    [Fact]
    public async Task Object_LargerThanALimitOfAByte_IsTooLarge() =>
        Assert.Equal(PlaylistErrorCodes.PlaylistTooLarge, (await RefuseAsync(new("#EXTM3U\n"u8.ToArray(), 1), "index.m3u8", 1)).Code);

    [Theory]
    [InlineData(PlaylistErrorCodes.PlaylistChildNotAllowed, "#EXT-X-STREAM-INF:BANDWIDTH=1\nv.m3u8", 3)]
    [InlineData(PlaylistErrorCodes.PlaylistKeyNotAllowed, "#EXT-X-KEY:METHOD=AES-128,URI=\"k.key\"", 2)]
    public Task Address_OfTheApplicationIsMissing_IsRefused(string code, string lines, int line) =>
        _app.RefuseAsync("#EXTM3U\n" + lines, code, line, grant => grant with { ChildAddress = null, KeyAddress = null });

    [Fact]
    public async Task Message_NamesTheLineAndNothingOfTheText()
    {
        var refused = await _app.RefuseAsync("#EXTM3U\n#EXTINF:1,\n../topsecret.ts\n", PlaylistErrorCodes.PlaylistUriParent, 3);

        Assert.StartsWith("Line 3: ", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("topsecret", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://ads.example.com/x.m3u8?a=1", true)]
    [InlineData("https://ads.example.com", true)]
    [InlineData("skd://key/1", true)]
    [InlineData("https://ads.example.com.evil.test/x.ts", false)]
    [InlineData("https://ads.example.com@evil.test/x.ts", false)]
    [InlineData("https://ads.example.com:8443/x.ts", false)]
    [InlineData("http://ads.example.com/x.ts", false)]
    public async Task AllowedOrigin_StaysAsItIs(string address, bool isAllowed)
    {
        var text = $"#EXTM3U\n#EXT-X-KEY:METHOD=SAMPLE-AES,URI=\"{address}\"\n";
        static PlaylistGrant Allow(PlaylistGrant grant) => grant with { AllowedOrigins = ["https://ads.example.com", "skd:"] };
        if (!isAllowed)
        {
            await _app.RefuseAsync(text, PlaylistErrorCodes.PlaylistUriAbsolute, 2, Allow);
            return;
        }

        var (written, signed) = await _app.SignAsync(text, Allow);

        Assert.Equal(text, written);
        Assert.Equal((1, 0), (signed.AllowedUris, signed.Keys));
    }

    private Task<PlaylistException> RefuseAsync(EndlessStream stream, string name, int maximum = 10_000)
    {
        _app.Provider.Objects.OpenReadAsync(Arg.Any<ObjectKey>(), Arg.Any<ObjectProperties?>(), Arg.Any<CancellationToken>())
            .Returns(Task.FromResult<Stream>(stream));
        var signer = (IPlaylistSigner)_app.Services.GetService(typeof(IPlaylistSigner))!;
        var grant = PlaylistApplication.Grant with { Playlist = new(PlaylistApplication.Root + name), MaximumSize = maximum };
        return Assert.ThrowsAsync<PlaylistException>(
            () => signer.SignAsync(grant, new System.Buffers.ArrayBufferWriter<byte>(), TestContext.Current.CancellationToken).AsTask());
    }

    /// <summary>An object without end.</summary>
    /// <param name="start">What it begins with; line ends follow.</param>
    /// <param name="atOnce">The most bytes that arrive together.</param>
    private sealed class EndlessStream(byte[] start, int atOnce) : Stream
    {
        public int BytesRead { get; private set; }

        public bool IsDisposed { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count) => Fill(buffer.AsSpan(offset, count));

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => new(Fill(buffer.Span));

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            IsDisposed = true;
            base.Dispose(disposing);
        }

        private int Fill(Span<byte> buffer)
        {
            var filled = buffer[..Math.Min(buffer.Length, atOnce)];
            filled.Fill((byte)'\n');
            if (BytesRead < start.Length)
            {
                start.AsSpan(BytesRead, Math.Min(filled.Length, start.Length - BytesRead)).CopyTo(filled);
            }

            BytesRead += filled.Length;
            return filled.Length;
        }
    }
}
