using System.Buffers;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using NSubstitute;
using PresignKit.Providers;
using PresignKit.Tests.Fakes;

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

    /// <summary>
    /// The tenant's store is derived from store media, and the bucket is that of store media, or a null one: it is not known, and may be that of any store.
    /// </summary>
    [Theory]
    [InlineData("acme", "inbox/", true)]
    [InlineData("acme", "movies/", false)]
    [InlineData("acme", "movies/42/", true)]
    [InlineData("media", "movies/", false)]
    [InlineData("media", "inbox/", true)]
    [InlineData(null, "inbox/", false)]
    [InlineData(null, "inbox/42/", true)]
    public async Task Root_InTheBucketOfATenant_IsRefusedIfClientsCanUploadIntoIt(string? bucket, string root, bool isAllowed)
    {
        var app = WithInbox();
        var tenant = app.Services.GetRequiredService<ITenantStoreBuilder>().Build("media", "acme", OfTenant(bucket, root), isSameServer: true);

        Assert.Equal(bucket, tenant.Bucket);
        await CheckAsync(app, tenant, root, isAllowed);
    }

    /// <summary>A store that a package has put together itself.</summary>
    [Theory]
    [InlineData("inbox", "inbox/", false)]
    [InlineData("inbox", "inbox/42/", true)]
    [InlineData("inbox", "movies/", false)]
    [InlineData("acme", "inbox/", true)]
    public async Task Root_InTheBucketOfAnotherRegisteredStore_IsRefusedIfClientsCanUploadIntoIt(string bucket, string root, bool isAllowed)
    {
        var app = WithInbox();
        var built = app.Services.GetRequiredService<ITenantStoreBuilder>().Build("media", "acme", OfTenant("acme", root), isSameServer: true);
        var tenant = new TenantStore
        {
            Name = built.Name, StoreName = built.StoreName, Tenant = built.Tenant, Bucket = bucket, Issuer = built.Issuer, Uploads = built.Uploads,
            Parts = built.Parts, Objects = built.Objects, Setup = built.Setup, Tools = built.Tools, Unrestricted = built.Unrestricted,
        };

        await CheckAsync(app, tenant, root, isAllowed);
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
            async () => await signer.SignAsync(null!, new ArrayBufferWriter<byte>(), TestContext.Current.CancellationToken));
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

    /// <summary>Clients upload into two buckets: into one by store media, and into another by store inbox.</summary>
    private static PlaylistApplication WithInbox() => new(
        builder => builder
            .AddUploadPolicy("video", policy => policy.Key = "movies/{id}{ext}")
            .AddStore(new RecordingStore("inbox", new RecordingProvider { Bucket = "inbox" }))
            .AddUploadPolicy("letter", policy =>
            {
                policy.StoreName = "inbox";
                policy.Key = "inbox/{id}{ext}";
                policy.MaximumSize = 1000;
                policy.AllowedContentTypes.Add("video/mp4");
            }),
        new() { Bucket = "media" });

    private static RecordingProvider OfTenant(string? bucket, string root)
    {
        var provider = new RecordingProvider { Bucket = bucket };
        provider.Objects.OpenReadAsync(new(root + "index.m3u8"), Arg.Any<ObjectProperties?>(), Arg.Any<CancellationToken>())
            .Returns(_ => Task.FromResult<Stream>(new MemoryStream(Encoding.UTF8.GetBytes("#EXTM3U\n#EXTINF:1,\ns.ts\n"))));
        return provider;
    }

    private static async Task CheckAsync(PlaylistApplication app, TenantStore tenant, string root, bool isAllowed)
    {
        var signer = app.Services.GetRequiredService<IPlaylistSigner>();
        var grant = new PlaylistGrant { Playlist = new(root + "index.m3u8"), Root = root, Tenant = tenant };
        var output = new ArrayBufferWriter<byte>();

        var refused = await Record.ExceptionAsync(async () => await signer.SignAsync(grant, output, TestContext.Current.CancellationToken));

        Assert.Equal(isAllowed ? null : PlaylistErrorCodes.PlaylistRootNotAllowed, (refused as PlaylistException)?.Code);
        Assert.Equal(isAllowed, output.WrittenCount > 0);
    }
}
