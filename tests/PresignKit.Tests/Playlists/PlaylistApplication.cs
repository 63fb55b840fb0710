using System.Buffers;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using NSubstitute;
using PresignKit.Tests.Fakes;

namespace PresignKit.Tests.Playlists;

/// <summary>An application whose store has one playlist. Signed URLs end in the same text, so that expected ones can be written down.</summary>
internal sealed class PlaylistApplication
{
    public const string Root = "movies/42/hls/";

    public static readonly PlaylistGrant Grant = new()
    {
        Playlist = new(Root + "a/index.m3u8"), Root = Root, ChildAddress = "/media/42/", KeyAddress = "/keys/42/",
    };

    private readonly TestApplication _app;

    public PlaylistApplication(Action<PresignKitBuilder>? configure = null, RecordingProvider? provider = null) => _app = new(configure, provider);

    public RecordingProvider Provider => _app.Provider;

    public IServiceProvider Services => _app.Services;

    /// <summary>The URL of an object below the folder of the playlist.</summary>
    public static string Signed(string name) => $"https://store.test/bucket/{Root}a/{name}?X-Amz-Signature=topsecret";

    public Task<(string Text, SignedPlaylist Signed)> SignAsync(string text, Func<PlaylistGrant, PlaylistGrant>? change = null) =>
        SignAsync(Encoding.UTF8.GetBytes(text), change);

    public async Task<(string Text, SignedPlaylist Signed)> SignAsync(byte[] bytes, Func<PlaylistGrant, PlaylistGrant>? change = null)
    {
        var output = new ArrayBufferWriter<byte>();
        var grant = change?.Invoke(Grant) ?? Grant;
        _app.Provider.Objects.OpenReadAsync(grant.Playlist, Arg.Any<ObjectProperties?>(), Arg.Any<CancellationToken>())
            .Returns(_ => Task.FromResult<Stream>(new MemoryStream(bytes)));
        try
        {
            var signed = await Services.GetRequiredService<IPlaylistSigner>().SignAsync(grant, output, TestContext.Current.CancellationToken);
            return (Encoding.UTF8.GetString(output.WrittenSpan), signed);
        }
        catch
        {
            Assert.Equal(0, output.WrittenCount);
            throw;
        }
    }

    /// <summary>Asserts that a playlist is refused, and nothing written or signed.</summary>
    public Task<PlaylistException> RefuseAsync(string text, string code, int? line, Func<PlaylistGrant, PlaylistGrant>? change = null) =>
        RefuseAsync(Encoding.UTF8.GetBytes(text), code, line, change);

    public async Task<PlaylistException> RefuseAsync(byte[] text, string code, int? line, Func<PlaylistGrant, PlaylistGrant>? change = null)
    {
        var refused = await Assert.ThrowsAsync<PlaylistException>(() => SignAsync(text, change));
        Assert.Equal(code, refused.Code);
        Assert.Equal(line, refused.Line);
        Assert.Empty(Provider.Accesses);
        return refused;
    }
}
