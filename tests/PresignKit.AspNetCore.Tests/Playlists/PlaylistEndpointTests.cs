using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using PresignKit.AspNetCore.Tests.Fakes;

namespace PresignKit.AspNetCore.Tests.Playlists;

public sealed class PlaylistEndpointTests
{
    private const string Root = "movies/42/hls/";
    private const string Live = "#EXTM3U\n#EXT-X-TARGETDURATION:6\n#EXTINF:6,\ns.ts\n";
    private const string Address = "/media/playlists/42/index.m3u8";

    [Fact]
    public async Task Playlist_IsSigned()
    {
        await using var app = await StartAsync(Live);

        using var response = await GetAsync(app.Client, Address);

        Assert.Equal(Live.Replace("s.ts", Signed("s.ts"), StringComparison.Ordinal), await TextAsync(response));
        Assert.Equal("application/vnd.apple.mpegurl", response.Content.Headers.ContentType?.ToString());
        Assert.Equal("no-store", response.Headers.CacheControl?.ToString());
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal(response.Content.Headers.ContentLength, Encoding.UTF8.GetByteCount(await TextAsync(response)));
    }

    [Theory]
    [InlineData(Live, 4, "max-age=4, private")]
    [InlineData(Live, 90_000, "max-age=1200, private")]
    [InlineData(Live, 0.5, "no-store")]
    [InlineData(Live + "#EXT-X-ENDLIST\n", 4, "no-store")]
    public async Task Playlist_Live_IsKeptForAThirdOfTheTimeOfItsUrlsAtMost(string text, double seconds, string expected)
    {
        await using var app = await StartAsync(text);
        app.Application.Playlists = _ => Grant() with
        {
            LiveMaximumAge = TimeSpan.FromSeconds(seconds), Request = new() { Lifetime = TimeSpan.FromHours(1) },
        };

        using var response = await GetAsync(app.Client, Address);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(expected, string.Join(", ", response.Headers.CacheControl!.ToString().Split(", ").Order(StringComparer.Ordinal)));
    }

    /// <summary>A cached answer is told of less: it may be the last one from the cache.</summary>
    [Theory]
    [InlineData(0, "2400")]
    [InlineData(600, "2000")]
    public async Task Playlist_WithSignedUrls_SaysWhenToAskAgain(double cached, string expected)
    {
        await using var app = await StartAsync(Live);
        app.Application.Playlists = _ => Grant() with
        {
            LiveMaximumAge = TimeSpan.FromSeconds(cached), Request = new() { Lifetime = TimeSpan.FromHours(1) },
        };

        using var response = await GetAsync(app.Client, Address);

        Assert.Equal(expected, Assert.Single(response.Headers.GetValues("PresignKit-Refresh-After")));
    }

    [Fact]
    public async Task Playlist_WithoutSignedUrls_DoesNotSayWhenToAskAgain()
    {
        await using var app = await StartAsync("#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\nv/index.m3u8\n");

        using var response = await GetAsync(app.Client, Address);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.False(response.Headers.Contains("PresignKit-Refresh-After"));
    }

    [Theory]
    [InlineData("/media/playlists/42", "42/v/index.m3u8", "../playlist-keys/42/k.key")]
    [InlineData("/media/playlists/42/index.m3u8", "v/index.m3u8", "../../playlist-keys/42/k.key")]
    [InlineData("/media/playlists/42/x/y/index.m3u8", "../../x/y/v/index.m3u8", "../../../../playlist-keys/42/x/y/k.key")]
    [InlineData("/media/playlists/a%2Fb%20c/index.m3u8", "v/index.m3u8", "../../playlist-keys/a%252Fb%20c/k.key")]
    public async Task Playlist_OtherPlaylistsAndKeys_HaveRelativeAddresses(string address, string child, string key)
    {
        const string text = "#EXTM3U\n#EXT-X-SESSION-KEY:METHOD=AES-128,URI=\"k.key\"\n#EXT-X-STREAM-INF:BANDWIDTH=1\nv/index.m3u8";
        await using var app = await StartAsync(text, "index.m3u8", "x/y/index.m3u8");

        using var response = await GetAsync(app.Client, address);

        Assert.Equal(
            text.Replace("k.key", key, StringComparison.Ordinal).Replace("v/index.m3u8", child, StringComparison.Ordinal), await TextAsync(response));
    }

    [Fact]
    public async Task Playlist_LoopsAndNestedMasters_AreAnsweredOneByOne()
    {
        const string loop = "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\nindex.m3u8\n";
        await using var app = await StartAsync(loop);
        var calls = 0;
        var opened = 0;
        app.Application.Playlists = _ => Grant(Interlocked.Increment(ref calls));
        app.Store.Before = (_, _) => Task.FromResult(Interlocked.Increment(ref opened));

        for (var i = 1; i <= 3; i++)
        {
            using var response = await GetAsync(app.Client, Address);
            Assert.Equal(loop, await TextAsync(response));
            Assert.Equal((i, i), (calls, opened));
        }
    }

    [Theory]
    [InlineData("/media/playlists/43/index.m3u8")]
    [InlineData("/media/playlists/42/missing.m3u8")]
    [InlineData("/media/playlists/42/s.ts")]
    [InlineData("/media/playlists/42/index.m3u8/")]
    [InlineData("/media/playlists/42/")]
    [InlineData("/media/playlists/42/x%2findex.m3u8")]
    [InlineData("/media/playlists/42/..%2findex.m3u8")]
    [InlineData("/media/playlists/42/..%5cindex.m3u8")]
    [InlineData("/media/playlists/42/x//index.m3u8")]
    [InlineData("/media/playlists/42/k.key")]
    public async Task Playlist_AddressThatIsNone_Is404(string address)
    {
        await using var app = await StartAsync(Live);
        app.Store.Put(Root + "s.ts", Encoding.UTF8.GetBytes(Live), "video/mp2t");
        app.Store.Put(Root + "k.key", Encoding.UTF8.GetBytes(Live), null);

        using var response = await GetAsync(app.Client, address);

        await response.ShouldFailAsync(HttpStatusCode.NotFound, EndpointErrorCodes.NotFound);
    }

    [Fact]
    public async Task Playlist_IdOverTheLimit_Is404WithoutCallingTheApplication()
    {
        await using var app = await StartAsync(Live);
        app.Application.Playlists = _ => throw new InvalidOperationException();

        using var response = await GetAsync(app.Client, $"/media/playlists/{new string('a', 257)}/index.m3u8");

        await response.ShouldFailAsync(HttpStatusCode.NotFound, EndpointErrorCodes.NotFound);
    }

    [Theory]
    [InlineData("../41/s.ts", PlaylistErrorCodes.PlaylistUriParent)]
    [InlineData("https://evil.test/s.ts", PlaylistErrorCodes.PlaylistUriAbsolute)]
    [InlineData("s.ts?x", PlaylistErrorCodes.PlaylistUriQuery)]
    [InlineData("%2f", PlaylistErrorCodes.PlaylistUriEncoding)]
    [InlineData("k.key", PlaylistErrorCodes.PlaylistExtensionNotAllowed)]
    public async Task Playlist_ThatNamesWhatItMustNot_IsAProblemAndNothingElse(string address, string code)
    {
        await using var app = await StartAsync("#EXTM3U\n" + string.Concat(Enumerable.Repeat("#EXTINF:1,\ns.ts\n", 1000)) + $"#EXTINF:1,\n{address}\n");

        using var response = await GetAsync(app.Client, Address);

        var problem = await response.ShouldFailAsync(HttpStatusCode.UnprocessableEntity, code);
        Assert.StartsWith("Line 2003: ", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain(MemoryStore.Signature, problem.GetRawText(), StringComparison.Ordinal);
        Assert.Contains(app.Logs.Lines, line => line.Text.Contains(code, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Playlist_RootThatClientsUploadInto_IsTheApplicationsFault()
    {
        await using var app = await StartAsync(Live);
        app.Store.Put("uploads/index.m3u8", Encoding.UTF8.GetBytes(Live), null);
        app.Application.Playlists = _ => new() { Playlist = new("uploads/index.m3u8"), Root = "uploads/" };

        using var response = await GetAsync(app.Client, Address);

        var problem = await response.ShouldFailAsync(HttpStatusCode.InternalServerError, EndpointErrorCodes.ApplicationError);
        Assert.DoesNotContain("uploads", problem.GetRawText(), StringComparison.Ordinal);
        Assert.Contains(app.Logs.Lines, line => line.Text.Contains("Clients can upload into the root 'uploads/'", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Playlist_SigningFails_NothingIsSent()
    {
        await using var app = await StartAsync(Live);
        app.Store.Fails = new StoreException(ErrorCodes.CredentialsUnavailable, "no credentials");

        using var response = await GetAsync(app.Client, Address);

        await response.ShouldFailAsync(HttpStatusCode.ServiceUnavailable, ErrorCodes.CredentialsUnavailable);
    }

    [Fact]
    public async Task Playlist_OfOtherUsers_LooksLikeAnUnknownOne()
    {
        await using var app = await StartAsync(Live);
        app.Application.Playlists = ticket => ticket.UserId == "anna" ? Grant() : null;
        using var ben = app.ClientOf("ben");
        using var nobody = app.ClientOf(null);

        using var own = await GetAsync(app.Client, Address);
        using var foreign = await GetAsync(ben, Address);
        using var anonymous = await GetAsync(nobody, Address);

        Assert.Equal(HttpStatusCode.OK, own.StatusCode);
        await foreign.ShouldFailAsync(HttpStatusCode.NotFound, EndpointErrorCodes.NotFound);
        await anonymous.ShouldFailAsync(HttpStatusCode.Unauthorized, EndpointErrorCodes.AuthenticationRequired);
    }

    [Fact]
    public async Task Key_IsSentToWhomTheApplicationAllows()
    {
        await using var app = await StartAsync(Live);
        app.Store.Put(Root + "k.key", Encoding.UTF8.GetBytes("0123456789abcdef"), null);
        app.Application.PlaylistKeys = ticket => (ticket.UserId, ticket.Id, ticket.Path) switch
        {
            ("anna", "42", "k.key") => PlaylistKey.FromStore(new(Root + "k.key")),
            ("anna", "42", "own/k.key") => PlaylistKey.FromBytes(new byte[16]),
            ("anna", "42", "missing.key") => PlaylistKey.FromStore(new(Root + "missing.key")),
            _ => null,
        };
        using var ben = app.ClientOf("ben");
        using var nobody = app.ClientOf(null);

        using var stored = await GetAsync(app.Client, "/media/playlist-keys/42/k.key");
        Assert.Equal("0123456789abcdef", await TextAsync(stored));
        Assert.Equal("application/octet-stream", stored.Content.Headers.ContentType?.ToString());
        Assert.Equal("no-store", stored.Headers.CacheControl?.ToString());
        using var own = await GetAsync(app.Client, "/media/playlist-keys/42/own/k.key");
        Assert.Equal(new byte[16], await own.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        foreach (var address in new[] { "missing.key", "other.key", "..%2fk.key", "k%2fk.key" })
        {
            using var none = await GetAsync(app.Client, "/media/playlist-keys/42/" + address);
            await none.ShouldFailAsync(HttpStatusCode.NotFound, EndpointErrorCodes.NotFound);
        }

        using var foreign = await GetAsync(ben, "/media/playlist-keys/42/k.key");
        await foreign.ShouldFailAsync(HttpStatusCode.NotFound, EndpointErrorCodes.NotFound);
        using var anonymous = await GetAsync(nobody, "/media/playlist-keys/42/k.key");
        await anonymous.ShouldFailAsync(HttpStatusCode.Unauthorized, EndpointErrorCodes.AuthenticationRequired);
    }

    /// <summary>For example a segment: the application has returned the key of another object.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(PlaylistKey.MaximumLength + 1)]
    [InlineData(1_000_000)]
    public async Task Key_ObjectThatIsNone_IsAProblemAndNothingElse(int length)
    {
        await using var app = await StartAsync(Live);
        app.Store.Put(Root + "k.key", [.. Enumerable.Repeat((byte)'x', length)], null);
        app.Application.PlaylistKeys = _ => PlaylistKey.FromStore(new(Root + "k.key"));

        using var response = await GetAsync(app.Client, "/media/playlist-keys/42/k.key");

        var problem = await response.ShouldFailAsync(HttpStatusCode.UnprocessableEntity, EndpointErrorCodes.PlaylistKeyInvalid);
        Assert.DoesNotContain("xx", problem.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain(Root, problem.GetRawText(), StringComparison.Ordinal);
        Assert.Contains(app.Logs.Lines, line => line.Text.Contains($"Refused to send the object {Root}k.key as a decryption key", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Key_OfTheMostBytes_IsSent()
    {
        await using var app = await StartAsync(Live);
        app.Store.Put(Root + "k.key", new byte[PlaylistKey.MaximumLength], null);
        app.Application.PlaylistKeys = _ => PlaylistKey.FromStore(new(Root + "k.key"));

        using var response = await GetAsync(app.Client, "/media/playlist-keys/42/k.key");

        Assert.Equal(PlaylistKey.MaximumLength, (await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).Length);
    }

    [Theory]
    [InlineData("POST", "playlists/42")]
    [InlineData("HEAD", "playlists/42/index.m3u8")]
    [InlineData("DELETE", "playlist-keys/42/k.key")]
    public async Task Methods_OtherThanGet_AreRefused(string method, string address)
    {
        await using var app = await StartAsync(Live);
        using var request = new HttpRequestMessage(new(method), "/media/" + address);

        using var response = await app.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Equal("GET", Assert.Single(response.Content.Headers.Allow));
    }

    [Fact]
    public async Task Start_WithoutAuthorization_IsRefused()
    {
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(
            () => TestApp.StartAsync(setup => setup.Map = app => app.MapPresignKitPlaylists("/media")));

        Assert.Contains("app.MapPresignKitPlaylists(\"/media\").RequireAuthorization()", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Application_ThatResolvesNothing_AnswersNotFound()
    {
        await using var app = await TestApp.StartAsync(setup =>
        {
            setup.Services = builder => builder.Services.AddSingleton<IPresignKitApplication>(new MinimalApplication());
            setup.Map = app => app.MapPresignKitPlaylists("/media").RequireAuthorization();
        });

        using var playlist = await GetAsync(app.Client, Address);
        await playlist.ShouldFailAsync(HttpStatusCode.NotFound, EndpointErrorCodes.NotFound);
        using var key = await GetAsync(app.Client, "/media/playlist-keys/42/k.key");
        await key.ShouldFailAsync(HttpStatusCode.NotFound, EndpointErrorCodes.NotFound);
    }

    private static PlaylistGrant Grant(int call = 0) => new() { Playlist = new(Root + (call < 0 ? "" : "index.m3u8")), Root = Root };

    private static string Signed(string name) => $"https://store.test/media/{Root}{name}?X-Amz-Signature={MemoryStore.Signature}";

    private static async Task<TestApp> StartAsync(string text, params string[] names)
    {
        var app = await TestApp.StartAsync(setup =>
        {
            setup.Map = a => a.MapPresignKitPlaylists("/media").RequireAuthorization();
            setup.PresignKit = builder => builder.AddDownloadPolicy("default", policy => policy.Lifetime = TimeSpan.FromHours(1));
        });
        foreach (var name in names.DefaultIfEmpty("index.m3u8"))
        {
            app.Store.Put(Root + name, Encoding.UTF8.GetBytes(text), "application/vnd.apple.mpegurl");
        }

        app.Application.Playlists = ticket => ticket.Id is "42" or "a%2Fb c" ? Grant() : null;
        return app;
    }

    private static Task<HttpResponseMessage> GetAsync(HttpClient client, string address) => client.GetAsync(address, TestContext.Current.CancellationToken);

    private static async Task<string> TextAsync(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, text);
        return text;
    }
}
