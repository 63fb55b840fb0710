using System.Buffers;
using System.Net;
using System.Text;
using PresignKit.Conformance.Stores;

namespace PresignKit.Conformance.Suites;

/// <summary>A folder of HLS in the store: every URL that its signed playlists have returns what it names, whole and in ranges, and nothing else.</summary>
public abstract class PlaylistConformance(ConformanceStore store)
{
    private const string Main = """
        #EXTM3U
        #EXT-X-STREAM-INF:BANDWIDTH=800000
        720p/index.m3u8
        """;

    private const string Variant = """
        #EXTM3U
        #EXT-X-TARGETDURATION:6
        #EXT-X-DEFINE:NAME="take",VALUE="2 b"
        #EXT-X-KEY:METHOD=AES-128,URI="keys/1.key"
        #EXT-X-MAP:URI="init.mp4",BYTERANGE="5@0"
        #EXTINF:6,
        00001.m4s
        #EXTINF:6,
        a%20b+c.m4s
        #EXTINF:6,
        größe/日本.m4s
        #EXTINF:6,
        100%25 it's (1)!.m4s
        #EXTINF:6,
        take {$take}.m4s
        #EXT-X-PART:DURATION=1,URI="./%F0%9F%8E%AC%3F%23.m4s"
        #EXT-X-ENDLIST
        """;

    private static readonly string[] Media =
        ["init.mp4", "00001.m4s", "a b+c.m4s", "größe/日本.m4s", "100% it's (1)!.m4s", "take 2 b.m4s", "\U0001F3AC?#.m4s"];

    private readonly string _root = $"playlists/{Guid.NewGuid():N}/";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Folder_AsSigned_EveryUrlReturnsWhatItNames()
    {
        await StoreAsync();
        var (main, _) = await SignAsync("master.m3u8");
        var (variant, signed) = await SignAsync("720p/index.m3u8");
        string[] urls = [.. variant.Split('"', '\n').Where(text => text.StartsWith("http", StringComparison.Ordinal))];

        Assert.Equal("/media/720p/index.m3u8", main.Split('\n')[^1]);
        Assert.Contains("URI=\"/keys/720p/keys/1.key\"", variant, StringComparison.Ordinal);
        Assert.Equal((Media.Length, 1), (signed.SignedUris, signed.Keys));
        Assert.Equal(Media.Length, urls.Length);
        foreach (var (url, name) in urls.Zip(Media))
        {
            using var whole = await SendAsync(url, "GET", null);
            Assert.Equal(HttpStatusCode.OK, whole.StatusCode);
            Assert.Equal($"text of {name}", await whole.Content.ReadAsStringAsync(Cancellation));

            using var range = await SendAsync(url, "GET", "bytes=1-3");
            Assert.Equal(HttpStatusCode.PartialContent, range.StatusCode);
            Assert.Equal("ext", await range.Content.ReadAsStringAsync(Cancellation));

            foreach (var method in new[] { "PUT", "DELETE" })
            {
                await Browser.AssertRefusedAsync(await SendAsync(url, method, null));
            }

            // The URL of a segment is for that segment.
            var ofKey = url.Replace(url.Split('?')[0].Split('/')[^1], "keys/1.key", StringComparison.Ordinal);
            await Browser.AssertRefusedAsync(await SendAsync(ofKey, "GET", null));
        }
    }

    [Fact]
    public async Task Folder_AfterItsLifetime_HasExpired()
    {
        await StoreAsync();
        var (variant, signed) = await SignAsync("720p/index.m3u8", new() { Lifetime = TimeSpan.FromSeconds(1) });
        var url = variant.Split('\n').First(text => text.StartsWith("http", StringComparison.Ordinal));

        // Some stores allow for a second more.
        var left = signed.ExpiresAt!.Value + TimeSpan.FromSeconds(2) - TimeProvider.System.GetUtcNow();
        await Task.Delay(left > TimeSpan.Zero ? left : TimeSpan.Zero, Cancellation);

        await Browser.AssertRefusedAsync(await SendAsync(url, "GET", null));
    }

    private async Task StoreAsync()
    {
        await PutAsync("master.m3u8", Main);
        await PutAsync("720p/index.m3u8", Variant);
        await PutAsync("720p/keys/1.key", "0123456789abcdef");
        foreach (var name in Media)
        {
            await PutAsync("720p/" + name, $"text of {name}");
        }
    }

    private async Task PutAsync(string name, string text)
    {
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(text));
        await store.Objects.PutAsync(new(_root + name), content, "application/octet-stream", cancellationToken: Cancellation);
    }

    private async Task<(string Text, SignedPlaylist Signed)> SignAsync(string name, DownloadRequest? request = null)
    {
        var output = new ArrayBufferWriter<byte>();
        var grant = new PlaylistGrant
        {
            Playlist = new(_root + name), Root = _root, ChildAddress = "/media/", KeyAddress = "/keys/", Request = request ?? new(),
        };
        var signed = await store.Playlists.SignAsync(grant, output, Cancellation);
        return (Encoding.UTF8.GetString(output.WrittenSpan), signed);
    }

    private async Task<HttpResponseMessage> SendAsync(string url, string method, string? range)
    {
        var verbatim = new Uri(url, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        using var request = new HttpRequestMessage(new(method), verbatim);
        if (range is not null)
        {
            request.Headers.TryAddWithoutValidation("Range", range);
        }

        return await store.Client.SendAsync(request, Cancellation);
    }
}
