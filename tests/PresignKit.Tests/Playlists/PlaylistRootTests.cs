using Microsoft.Extensions.DependencyInjection;

namespace PresignKit.Tests.Playlists;

/// <summary>A playlist that a user uploads never makes the application sign the objects of others.</summary>
public sealed class PlaylistRootTests
{
    [Theory]
    [InlineData("uploads/{id}{ext}", "uploads/", false)]
    [InlineData("uploads/{id}{ext}", "uploads/x/", true)]
    [InlineData("uploads/{id}{ext}", "other/", true)]
    [InlineData("uploads/{id}{ext}", "uploads2/", true)]
    [InlineData("a/b/{id}{ext}", "a/", false)]
    [InlineData("a/b/{id}{ext}", "a/b/", false)]
    [InlineData("a/b/{id}{ext}", "a/c/", true)]
    [InlineData("uploads/{tenant}/{id}{ext}", "uploads/acme/", false)]
    [InlineData("uploads/{tenant}/{id}{ext}", "uploads/", false)]
    [InlineData("uploads/{tenant}/{id}{ext}", "uploads/acme/hls/", true)]
    [InlineData("uploads/{date:yyyy/MM/dd}/{id}{ext}", "uploads/2026/03/", false)]
    [InlineData("uploads/{date:yyyy/MM/dd}/{id}{ext}", "uploads/2026/03/14/", false)]
    [InlineData("uploads/{date:yyyy/MM/dd}/{id}{ext}", "uploads/2026/03/14/hls/", true)]
    [InlineData("u-{tenant}/{id}{ext}", "u-acme/", false)]
    [InlineData("u-{tenant}/{id}{ext}", "v-acme/", true)]
    [InlineData("{id}{ext}", "movies/", true)]
    [InlineData("media/{id}/source{ext}", "media/0123456789abcdef0123456789abcdef/", true)]
    [InlineData("media/{id}/source{ext}", "media/0123456789abcdef0123456789abcdef/hls/", true)]
    [InlineData("media/{id}/source{ext}", "media/", false)]
    [InlineData("{tenant}/{id}/source{ext}", "acme/0123456789abcdef0123456789abcdef/", true)]
    [InlineData("{tenant}/{id}/source{ext}", "acme/", false)]
    [InlineData("uploads/{id}{ext}", "accepted/", false)]
    [InlineData("uploads/{id}{ext}", "accepted/uploads/", false)]
    [InlineData("media/{id}/source{ext}", "accepted/media/0123456789abcdef0123456789abcdef/", true)]
    public async Task Root_ThatClientsCanUploadInto_IsRefused(string template, string root, bool isAllowed)
    {
        var app = new PlaylistApplication(builder => builder.AddUploadPolicy("video", policy =>
        {
            policy.Key = template;
            policy.FrozenPrefix = "accepted/";
        }));
        PlaylistGrant Grant(PlaylistGrant grant) => grant with { Root = root, Playlist = new(root + "a/index.m3u8") };
        if (isAllowed)
        {
            await app.SignAsync("#EXTM3U\n#EXTINF:1,\ns.ts\n", Grant);
            return;
        }

        var refused = await app.RefuseAsync("#EXTM3U\n#EXTINF:1,\ns.ts\n", PlaylistErrorCodes.PlaylistRootNotAllowed, line: null, Grant);
        Assert.Contains("'video'", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task UploadedPlaylist_InTheFolderOfItsSlot_CannotNameObjectsOfOthers()
    {
        const string root = "media/0123456789abcdef0123456789abcdef/";
        var app = new PlaylistApplication(builder => builder.AddUploadPolicy("video", policy => policy.Key = "media/{id}/source{ext}"));

        foreach (var (address, code) in new[]
        {
            ("../fedcba9876543210fedcba9876543210/source.mp4", PlaylistErrorCodes.PlaylistUriParent),
            ("..%2ffedcba9876543210fedcba9876543210/source.mp4", PlaylistErrorCodes.PlaylistUriEncoding),
            ("/media/fedcba9876543210fedcba9876543210/source.mp4", PlaylistErrorCodes.PlaylistUriAbsolute),
            ("https://store.test/bucket/media/fedcba9876543210fedcba9876543210/source.mp4", PlaylistErrorCodes.PlaylistUriAbsolute),
        })
        {
            await app.RefuseAsync(
                $"#EXTM3U\n#EXTINF:1,\n{address}\n", code, 3, grant => grant with { Root = root, Playlist = new(root + "source.m3u8") });
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("movies")]
    [InlineData("movies/42/hls")]
    [InlineData("/movies/")]
    [InlineData("movies/../")]
    [InlineData("movies//")]
    [InlineData("movies/42/dash/")]
    [InlineData("movies/42/hls/a/index.m3u8/")]
    public Task Root_ThatIsNoFolderOfThePlaylist_Throws(string root) =>
        Assert.ThrowsAsync<ArgumentException>(() => new PlaylistApplication().SignAsync("#EXTM3U\n", grant => grant with { Root = root }));

    [Fact]
    public async Task Grant_Mistakes_Throw()
    {
        Func<PlaylistGrant, PlaylistGrant>[] mistakes =
        [
            grant => grant with { AllowedExtensions = ["ts"] },
            grant => grant with { AllowedExtensions = default },
            grant => grant with { KeyExtensions = ["."] },
            grant => grant with { AllowedOrigins = ["https://ads.example.com/"] },
            grant => grant with { AllowedOrigins = ["ads.example.com"] },
            grant => grant with { ChildAddress = "a\"b" },
            grant => grant with { ChildAddress = "a b" },
            grant => grant with { ChildAddress = "#a" },
            grant => grant with { KeyAddress = "a\nb" },
            grant => grant with { MaximumSize = 0 },
            grant => grant with { MaximumUris = 0 },
            grant => grant with { LiveMaximumAge = TimeSpan.FromSeconds(-1) },
            grant => grant with { StoreName = "unknown" },
        ];
        foreach (var mistake in mistakes)
        {
            await Assert.ThrowsAsync<ArgumentException>(() => new PlaylistApplication().SignAsync("#EXTM3U\n", mistake));
        }

        var signer = new PlaylistApplication().Services.GetRequiredService<IPlaylistSigner>();
        await Assert.ThrowsAsync<ArgumentNullException>(
            async () => await signer.SignAsync(null!, new System.Buffers.ArrayBufferWriter<byte>(), TestContext.Current.CancellationToken));
        await Assert.ThrowsAsync<ArgumentNullException>(
            async () => await signer.SignAsync(PlaylistApplication.Grant, null!, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task UnknownPolicy_ThrowsBeforeThePlaylistIsRead()
    {
        var app = new PlaylistApplication();

        await Assert.ThrowsAsync<PolicyViolationException>(() => app.SignAsync("#EXTM3U\n", grant => grant with { Request = new() { Policy = "none" } }));

        Assert.Empty(app.Provider.Accesses);
    }
}
