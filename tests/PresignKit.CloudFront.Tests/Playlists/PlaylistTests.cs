using System.Buffers;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using NSubstitute;
using PresignKit.CloudFront.Tests.Fakes;

namespace PresignKit.CloudFront.Tests.Playlists;

/// <summary>Playlists are read from the bucket, and what they name comes from the distribution.</summary>
public sealed class PlaylistTests
{
    private const string Text = "#EXTM3U\n#EXT-X-TARGETDURATION:6\n#EXTINF:6,\n0.ts\n#EXTINF:6,\nsub/1.ts\n#EXT-X-ENDLIST\n";

    private static readonly PlaylistGrant Grant = new()
    {
        Playlist = new("movies/42/hls/a.m3u8"), Root = "movies/42/hls/", StoreName = "cdn", Request = new() { Policy = "stream" },
    };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(null, 2)]
    [InlineData("movies/42/hls/", 1)]
    public async Task Sign_MediaPlaylist_NamesSegmentsOfTheDistribution(string? sharedFolder, int signatures)
    {
        await using var app = With(out _);
        var text = new ArrayBufferWriter<byte>();

        var signed = await app.GetRequiredService<IPlaylistSigner>()
            .SignAsync(Grant with { Request = Grant.Request with { SharedFolder = sharedFolder } }, text, Cancellation);

        Assert.Equal(TestApp.Now.AddHours(1), signed.ExpiresAt);
        string[] urls = [.. Encoding.UTF8.GetString(text.WrittenSpan).Split('\n').Where(line => line.StartsWith("https:", StringComparison.Ordinal))];
        Assert.Equal([$"{TestApp.Root}movies/42/hls/0.ts", $"{TestApp.Root}movies/42/hls/sub/1.ts"], urls.Select(url => url.Split('?')[0]));
        Assert.Equal(signatures, urls.Select(url => url.Split("Signature=")[1]).Distinct().Count());
        Assert.All(urls, url => Assert.True(EdgeVerifier.With(TestApp.KeyPairId, TestKeys.Ecdsa).Allows(url, TestApp.Now)));
    }

    [Fact]
    public async Task WriteShared_WithASignedQuery_OpensEverySegment()
    {
        await using var app = With(out _);
        var (text, signer) = (new ArrayBufferWriter<byte>(), app.GetRequiredService<ICloudFrontSigner>());

        await app.GetRequiredService<IPlaylistSigner>().WriteSharedAsync(Grant, signer.QueryParameters, text, Cancellation);
        var query = (await signer.IssueFolderQueryAsync(Grant.Root, new() { Policy = "stream" }, Cancellation)).RevealQuery();

        // As a player substitutes variables (RFC 8216bis, 4.3).
        var playlist = Encoding.UTF8.GetString(text.WrittenSpan);
        Assert.Contains("0.ts?Policy={$Policy}&Signature={$Signature}&", playlist, StringComparison.Ordinal);
        foreach (var pair in query.Split('&').Select(pair => pair.Split('=', 2)))
        {
            playlist = playlist.Replace($"{{${pair[0]}}}", pair[1], StringComparison.Ordinal);
        }

        string[] segments = [.. playlist.Split('\n').Where(line => line.Contains(".ts?", StringComparison.Ordinal))];
        Assert.Equal(2, segments.Length);
        Assert.All(segments, segment =>
            Assert.True(EdgeVerifier.With(TestApp.KeyPairId, TestKeys.Ecdsa).Allows($"{TestApp.Root}{Grant.Root}{segment}", TestApp.Now)));
    }

    [Fact]
    public async Task Sign_RootThatClientsOfTheOriginCanUploadInto_IsRefused()
    {
        await using var app = With(out _, presignKit => presignKit.AddUploadPolicy("film", policy =>
        {
            policy.AllowedContentTypes = ["video/mp4"];
            policy.MaximumSize = 1000;
            policy.Key = "movies/{tenant}/hls/{id}{ext}";
            policy.AllowUnenforced = (GuaranteeKinds)(-1) & ~GuaranteeKinds.Size;
            policy.Transport = UploadTransport.Put;
        }));

        var refusal = await Assert.ThrowsAsync<PlaylistException>(
            async () => await app.GetRequiredService<IPlaylistSigner>().SignAsync(Grant, new ArrayBufferWriter<byte>(), Cancellation));

        Assert.Equal(PlaylistErrorCodes.PlaylistRootNotAllowed, refusal.Code);
    }

    private static ServiceProvider With(out IObjectStore objects, Action<PresignKitBuilder>? more = null)
    {
        var app = TestApp.With(more: more);
        objects = app.GetRequiredKeyedService<IObjectStore>("media");
        objects.OpenReadAsync(Grant.Playlist, Arg.Any<ObjectProperties?>(), Arg.Any<CancellationToken>())
            .Returns(_ => Task.FromResult<Stream>(new MemoryStream(Encoding.UTF8.GetBytes(Text))));
        return app;
    }
}
