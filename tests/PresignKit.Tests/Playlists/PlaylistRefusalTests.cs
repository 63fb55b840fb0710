using System.Text;
using NSubstitute;

namespace PresignKit.Tests.Playlists;

/// <summary>Every bad input has a code, and nothing of it is written or signed.</summary>
public sealed class PlaylistRefusalTests
{
    private readonly PlaylistApplication _app = new();

    [Theory]
    [InlineData("https://evil.test/s.ts", PlaylistErrorCodes.UriAbsolute)]
    [InlineData("HTTP:s.ts", PlaylistErrorCodes.UriAbsolute)]
    [InlineData("data:video/mp2t;base64,AAAA", PlaylistErrorCodes.UriAbsolute)]
    [InlineData("javascript:alert(1)//s.ts", PlaylistErrorCodes.UriAbsolute)]
    [InlineData("file:///etc/s.ts", PlaylistErrorCodes.UriAbsolute)]
    [InlineData("//evil.test/s.ts", PlaylistErrorCodes.UriAbsolute)]
    [InlineData("/other/s.ts", PlaylistErrorCodes.UriAbsolute)]
    [InlineData("///s.ts", PlaylistErrorCodes.UriAbsolute)]
    [InlineData("a:b.ts", PlaylistErrorCodes.UriAbsolute)]
    [InlineData("s.ts?x=1", PlaylistErrorCodes.UriQuery)]
    [InlineData("s.ts?", PlaylistErrorCodes.UriQuery)]
    [InlineData("s.ts#x.ts", PlaylistErrorCodes.UriQuery)]
    [InlineData("../s.ts", PlaylistErrorCodes.UriParent)]
    [InlineData("x/../../../s.ts", PlaylistErrorCodes.UriParent)]
    [InlineData("%2e%2E/s.ts", PlaylistErrorCodes.UriParent)]
    [InlineData(".%2e/s.ts", PlaylistErrorCodes.UriParent)]
    [InlineData("./s.ts", PlaylistErrorCodes.UriParent)]
    [InlineData("x/./s.ts", PlaylistErrorCodes.UriParent)]
    [InlineData("..", PlaylistErrorCodes.UriParent)]
    [InlineData("x%2fs.ts", PlaylistErrorCodes.UriEncoding)]
    [InlineData("..%2F..%2Fs.ts", PlaylistErrorCodes.UriEncoding)]
    [InlineData("x%5cs.ts", PlaylistErrorCodes.UriEncoding)]
    [InlineData("s%00.ts", PlaylistErrorCodes.UriEncoding)]
    [InlineData("s%0a.ts", PlaylistErrorCodes.UriEncoding)]
    [InlineData("s%7F.ts", PlaylistErrorCodes.UriEncoding)]
    [InlineData("s%ff.ts", PlaylistErrorCodes.UriEncoding)]
    [InlineData("s%c0%af.ts", PlaylistErrorCodes.UriEncoding)]
    [InlineData("s%.ts", PlaylistErrorCodes.UriEncoding)]
    [InlineData("s.ts%", PlaylistErrorCodes.UriEncoding)]
    [InlineData("s.ts%4", PlaylistErrorCodes.UriEncoding)]
    [InlineData("s%+1.ts", PlaylistErrorCodes.UriEncoding)]
    [InlineData("x\\s.ts", PlaylistErrorCodes.UriInvalid)]
    [InlineData("..\\s.ts", PlaylistErrorCodes.UriInvalid)]
    [InlineData("x//s.ts", PlaylistErrorCodes.UriInvalid)]
    [InlineData("x/", PlaylistErrorCodes.UriInvalid)]
    [InlineData("s\u0085.ts", PlaylistErrorCodes.UriInvalid)]
    [InlineData("s", PlaylistErrorCodes.ExtensionNotAllowed)]
    [InlineData("s.ts/x", PlaylistErrorCodes.ExtensionNotAllowed)]
    [InlineData("s.pdf", PlaylistErrorCodes.ExtensionNotAllowed)]
    [InlineData("s.ts.", PlaylistErrorCodes.ExtensionNotAllowed)]
    [InlineData("list.m3u8", PlaylistErrorCodes.ExtensionNotAllowed)]
    [InlineData("s.ts%2ekey", PlaylistErrorCodes.ExtensionNotAllowed)]
    [InlineData(" s.ts", PlaylistErrorCodes.Malformed)]
    [InlineData("s.ts ", PlaylistErrorCodes.Malformed)]
    [InlineData(" #EXT-X-KEY:URI=\"x\"", PlaylistErrorCodes.Malformed)]
    [InlineData("s\r.ts", PlaylistErrorCodes.Malformed)]
    [InlineData("s\0.ts", PlaylistErrorCodes.Malformed)]
    [InlineData("s\u001b.ts", PlaylistErrorCodes.Malformed)]
    [InlineData("{$x}.ts", PlaylistErrorCodes.VariableUnresolved)]
    [InlineData("{$x.ts", PlaylistErrorCodes.VariableUnresolved)]
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
    [InlineData("#EXT-X-STREAM-INF:BANDWIDTH=1\nv.ts", PlaylistErrorCodes.ExtensionNotAllowed, 3)]
    [InlineData("#EXT-X-STREAM-INF:BANDWIDTH=1\n../v.m3u8", PlaylistErrorCodes.UriParent, 3)]
    [InlineData("#EXT-X-STREAM-INF:BANDWIDTH=1\nhttps://evil.test/v.m3u8", PlaylistErrorCodes.UriAbsolute, 3)]
    [InlineData("#EXT-X-MEDIA:URI=\"a.mp4\"", PlaylistErrorCodes.ExtensionNotAllowed, 2)]
    [InlineData("#EXT-X-KEY:METHOD=AES-128,URI=\"../../41/hls/k.key\"", PlaylistErrorCodes.UriParent, 2)]
    [InlineData("#EXT-X-KEY:METHOD=AES-128,URI=\"data:text/plain;base64,AAAA\"", PlaylistErrorCodes.UriAbsolute, 2)]
    [InlineData("#EXT-X-KEY:METHOD=AES-128,URI=\"\"", PlaylistErrorCodes.UriInvalid, 2)]
    [InlineData("#EXT-X-MAP:URI=s.mp4", PlaylistErrorCodes.Malformed, 2)]
    [InlineData("#EXT-X-MAP:URI=\"s.mp4", PlaylistErrorCodes.Malformed, 2)]
    [InlineData("#EXT-X-MAP:URI=\"s.mp4\"x", PlaylistErrorCodes.Malformed, 2)]
    [InlineData("#EXT-X-MAP:X=a\"b,URI=\"s.mp4\"", PlaylistErrorCodes.Malformed, 2)]
    [InlineData("#EXT-X-MAP:URI", PlaylistErrorCodes.Malformed, 2)]
    [InlineData("#EXT-X-MAP:,URI=\"s.mp4\"", PlaylistErrorCodes.Malformed, 2)]
    [InlineData("#EXT-X-MAP:=,URI=\"s.mp4\"", PlaylistErrorCodes.Malformed, 2)]
    [InlineData("#EXT-X-MAP:URI=\"s.mp4\",URI=\"../t.mp4\"", PlaylistErrorCodes.UriParent, 2)]
    public Task Tag_ThatTheGrantDoesNotAllow_IsRefused(string lines, string code, int line) => _app.RefuseAsync("#EXTM3U\n" + lines + "\n", code, line);

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
    public Task Object_ThatIsNoPlaylist_IsRefused(string text) => _app.RefuseAsync(text, PlaylistErrorCodes.NotAPlaylist, line: null);

    [Fact]
    public Task Object_InAnotherEncoding_IsRefused() => _app.RefuseAsync(Encoding.Unicode.GetBytes("\uFEFF#EXTM3U\n"), PlaylistErrorCodes.NotAPlaylist, null);

    [Fact]
    public async Task Lines_HundredThousand_AreRefusedUnlessTheGrantAllowsThem()
    {
        var text = "#EXTM3U\n" + string.Concat(Enumerable.Range(0, 50_000).Select(i => $"#EXTINF:1,\n{i}.ts\n"));

        await _app.RefuseAsync(text, PlaylistErrorCodes.TooManyUris, 50_003);

        Assert.Equal(50_000, (await _app.SignAsync(text, grant => grant with { MaximumUris = 50_000 })).Signed.SignedUris);
    }

    [Fact]
    public async Task Line_OfTenMegabytes_IsRefused()
    {
        var text = "#EXTM3U\n#EXTINF:1,\n" + new string('s', 10_000_000) + ".ts\n";

        await _app.RefuseAsync(text, PlaylistErrorCodes.TooLarge, line: null);
        await _app.RefuseAsync(text, PlaylistErrorCodes.UriInvalid, 3, grant => grant with { MaximumSize = 20_000_000 });
    }

    [Fact]
    public async Task Object_LargerThanTheLimit_IsReadNoFurther()
    {
        var stream = new EndlessStream();
        _app.Provider.Objects.OpenReadAsync(Arg.Any<ObjectKey>(), Arg.Any<ObjectProperties?>(), Arg.Any<CancellationToken>())
            .Returns(Task.FromResult<Stream>(stream));
        var signer = (IPlaylistSigner)_app.Services.GetService(typeof(IPlaylistSigner))!;

        var refused = await Assert.ThrowsAsync<PlaylistException>(
            () => signer.SignAsync(PlaylistApplication.Grant, new System.Buffers.ArrayBufferWriter<byte>(), TestContext.Current.CancellationToken).AsTask());

        Assert.Equal(PlaylistErrorCodes.TooLarge, refused.Code);
        Assert.Equal(PlaylistApplication.Grant.MaximumSize + 1, stream.BytesRead);
        Assert.True(stream.IsDisposed);
    }

    [Theory]
    [InlineData(PlaylistErrorCodes.ChildNotAllowed, "#EXT-X-STREAM-INF:BANDWIDTH=1\nv.m3u8", 3)]
    [InlineData(PlaylistErrorCodes.KeyNotAllowed, "#EXT-X-KEY:METHOD=AES-128,URI=\"k.key\"", 2)]
    public Task Address_OfTheApplicationIsMissing_IsRefused(string code, string lines, int line) =>
        _app.RefuseAsync("#EXTM3U\n" + lines, code, line, grant => grant with { ChildAddress = null, KeyAddress = null });

    [Fact]
    public async Task Message_NamesTheLineAndNothingOfTheText()
    {
        var refused = await _app.RefuseAsync("#EXTM3U\n#EXTINF:1,\n../topsecret.ts\n", PlaylistErrorCodes.UriParent, 3);

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
            await _app.RefuseAsync(text, PlaylistErrorCodes.UriAbsolute, 2, Allow);
            return;
        }

        var (written, signed) = await _app.SignAsync(text, Allow);

        Assert.Equal(text, written);
        Assert.Equal((1, 0), (signed.AllowedUris, signed.Keys));
    }

    private sealed class EndlessStream : Stream
    {
        public int BytesRead { get; private set; }

        public bool IsDisposed { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            BytesRead += count;
            return count;
        }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            BytesRead += buffer.Length;
            return new(buffer.Length);
        }

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing) => IsDisposed = true;
    }
}
