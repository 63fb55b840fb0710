using System.Net;
using System.Text;
using Amazon.S3;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using PresignKit.AspNetCore.Tests.EndToEnd;
using PresignKit.AspNetCore.Tests.Fakes;
using PresignKit.S3;

namespace PresignKit.AspNetCore.Tests.Playlists;

/// <summary>What a player does, with an embedded store that verifies every signature.</summary>
public sealed class PlaylistEndToEndTests
{
    private const string Root = "movies/42/hls/";

    private const string Main = """
        #EXTM3U
        #EXT-X-VERSION:7
        #EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="a",NAME="English",DEFAULT=YES,URI="audio/en.m3u8"
        #EXT-X-STREAM-INF:BANDWIDTH=800000,AUDIO="a"
        720p/index.m3u8
        """;

    private const string Variant = """
        #EXTM3U
        #EXT-X-TARGETDURATION:6
        #EXT-X-KEY:METHOD=AES-128,URI="../keys/unused.key"
        #EXT-X-MAP:URI="init.mp4"
        #EXTINF:6.0,
        a%20b.m4s
        #EXTINF:6.0,
        größe.m4s
        #EXT-X-ENDLIST

        """;

    [Theory]
    [InlineData("/media/playlists/42")]
    [InlineData("/media/playlists/42/master.m3u8")]
    public async Task Player_FollowsEveryAddress_GetsEverySegment(string address)
    {
        await using var fixture = await StartAsync(Variant.Replace("../keys/unused.key", "keys/1.key", StringComparison.Ordinal));

        var main = await fixture.App.Client.GetAsync(address, TestContext.Current.CancellationToken);
        Assert.Equal("application/vnd.apple.mpegurl", main.Content.Headers.ContentType?.ToString());
        Assert.Equal("no-store", main.Headers.CacheControl?.ToString());
        var lines = (await TextAsync(main)).Split('\n');
        var variantAddress = new Uri(main.RequestMessage!.RequestUri!, lines[^1]);
        Assert.Equal("/media/playlists/42/720p/index.m3u8", variantAddress.AbsolutePath);
        Assert.Equal("/media/playlists/42/audio/en.m3u8", new Uri(main.RequestMessage.RequestUri!, lines[2].Split('"')[^2]).AbsolutePath);

        var variant = (await TextAsync(await fixture.App.Client.GetAsync(variantAddress, TestContext.Current.CancellationToken))).Split('\n');

        Assert.Equal(Variant.Split('\n').Length, variant.Length);
        var keyAddress = new Uri(variantAddress, variant[2].Split('"')[1]);
        Assert.Equal("/media/playlist-keys/42/720p/keys/1.key", keyAddress.AbsolutePath);
        Assert.Equal("0123456789abcdef", await TextAsync(await fixture.App.Client.GetAsync(keyAddress, TestContext.Current.CancellationToken)));
        Assert.Equal("init", await fixture.Browser.GetStringAsync(variant[3].Split('"')[1], TestContext.Current.CancellationToken));
        Assert.Equal("first", await fixture.Browser.GetStringAsync(variant[5], TestContext.Current.CancellationToken));
        Assert.Equal("second", await fixture.Browser.GetStringAsync(variant[7], TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Player_RightIsWithdrawn_GetsNoMoreSignedUrls()
    {
        await using var fixture = await StartAsync(Variant.Replace("../keys/unused.key", "keys/1.key", StringComparison.Ordinal));
        using var before = await fixture.App.Client.GetAsync("/media/playlists/42/720p/index.m3u8", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, before.StatusCode);

        fixture.App.Application.Playlists = _ => null;
        using var after = await fixture.App.Client.GetAsync("/media/playlists/42/720p/index.m3u8", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, after.StatusCode);
    }

    /// <summary>Playlists, segments, and keys in the bucket of a tenant, with the same routes.</summary>
    [Fact]
    public async Task Player_OfATenant_GetsEverythingFromTheTenantsBucket()
    {
        await using var fixture = await StartAsync(
            Variant.Replace("../keys/unused.key", "keys/1.key", StringComparison.Ordinal), kit => kit.AddS3Tenants());
        var app = fixture.App;
        await app.Services.GetRequiredKeyedService<IAmazonS3>("media").PutBucketAsync("acme-files", TestContext.Current.CancellationToken);
        var tenants = app.Services.GetRequiredService<IS3TenantStores>();
        TenantStore Acme() => tenants.GetStore("media", new() { Tenant = "acme", Bucket = "acme-files" });
        await PutAsync(
            Acme().Objects, ("master.m3u8", "#EXTM3U\n#EXT-X-KEY:METHOD=AES-128,URI=\"1.key\"\n#EXTINF:6,\na.m4s\n"), ("a.m4s", "of acme"),
            ("1.key", "fedcba9876543210"));
        app.Application.Playlists = ticket => new() { Playlist = new(Root + "master.m3u8"), Root = Root, Tenant = ticket.Id == "acme" ? Acme() : null };
        app.Application.PlaylistKeys = ticket =>
            ticket.Id == "acme" ? PlaylistKey.FromTenant(new(Root + ticket.Path), Acme()) : PlaylistKey.FromStore(new(Root + "720p/keys/1.key"));

        var lines = (await TextAsync(await app.Client.GetAsync("/media/playlists/acme", TestContext.Current.CancellationToken))).Split('\n');

        Assert.Contains("/acme-files/", lines[3], StringComparison.Ordinal);
        Assert.Equal("of acme", await fixture.Browser.GetStringAsync(lines[3], TestContext.Current.CancellationToken));
        Assert.Equal("URI=\"../playlist-keys/acme/1.key\"", lines[1].Split(',')[1]);
        Assert.Equal(
            "fedcba9876543210", await TextAsync(await app.Client.GetAsync("/media/playlist-keys/acme/1.key", TestContext.Current.CancellationToken)));
        Assert.Equal(
            "0123456789abcdef", await TextAsync(await app.Client.GetAsync("/media/playlist-keys/42/1.key", TestContext.Current.CancellationToken)));
        Assert.Contains(
            "720p/index.m3u8",
            await TextAsync(await app.Client.GetAsync("/media/playlists/42", TestContext.Current.CancellationToken)),
            StringComparison.Ordinal);
    }

    /// <summary>The tenant's bucket is that of the registered store, and clients upload into the root under its policy.</summary>
    [Fact]
    public async Task Player_OfATenantWithTheBucketOfTheStore_GetsNothingFromWhereClientsUpload()
    {
        await using var fixture = await StartAsync(Variant, kit => kit.AddS3Tenants());
        var app = fixture.App;
        var tenants = app.Services.GetRequiredService<IS3TenantStores>();
        TenantStore Acme() => tenants.GetStore("media", new() { Tenant = "acme", Bucket = "media" });
        await using (var content = new MemoryStream("#EXTM3U\n#EXTINF:6,\nof-another-user.mp4\n"u8.ToArray()))
        {
            await Acme().Objects.PutAsync(new("uploads/a.m3u8"), content, "video/mp4", cancellationToken: TestContext.Current.CancellationToken);
        }

        app.Application.Playlists = _ => new() { Playlist = new("uploads/a.m3u8"), Root = "uploads/", Tenant = Acme() };

        using var response = await app.Client.GetAsync("/media/playlists/acme", TestContext.Current.CancellationToken);

        await response.ShouldFailAsync(HttpStatusCode.InternalServerError, EndpointErrorCodes.ApplicationError);
        Assert.Contains(app.Logs.Lines, line => line.Text.Contains("Clients can upload into the root 'uploads/'", StringComparison.Ordinal));
    }

    private static async Task<StoreFixture> StartAsync(string variant, Action<PresignKitBuilder>? configure = null)
    {
        var fixture = await StoreFixture.StartAsync(map: app => app.MapPresignKitPlaylists("/media").RequireAuthorization(), configure: configure);
        var application = fixture.App.Application;
        application.Playlists = ticket => ticket is { UserId: "anna", Id: "42" } ? new() { Playlist = new(Root + "master.m3u8"), Root = Root } : null;
        application.PlaylistKeys = ticket => ticket is { UserId: "anna", Id: "42" } ? PlaylistKey.FromStore(new(Root + ticket.Path)) : null;
        await PutAsync(
            fixture.App.Services.GetRequiredService<IObjectStore>(), ("master.m3u8", Main), ("720p/index.m3u8", variant), ("720p/init.mp4", "init"),
            ("720p/a b.m4s", "first"), ("720p/größe.m4s", "second"), ("720p/keys/1.key", "0123456789abcdef"));
        return fixture;
    }

    private static async Task PutAsync(IObjectStore store, params (string Name, string Text)[] objects)
    {
        foreach (var (name, text) in objects)
        {
            using var content = new MemoryStream(Encoding.UTF8.GetBytes(text));
            await store.PutAsync(new(Root + name), content, "application/octet-stream", cancellationToken: TestContext.Current.CancellationToken);
        }
    }

    private static async Task<string> TextAsync(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, text);
        return text;
    }
}
