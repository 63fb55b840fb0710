using System.Buffers;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using NSubstitute;

namespace PresignKit.Tests.Playlists;

/// <summary>Playlists of which one text serves everybody: their addresses take the query from that of the playlist.</summary>
public sealed class SharedPlaylistTests
{
    private const string Query = "?Policy={$Policy}&Key-Pair-Id={$KeyPairId}";
    private const string ChildQuery = Query + "&KeyPairId={$KeyPairId}";
    private const string Definitions = "#EXT-X-DEFINE:QUERYPARAM=\"Policy\"\n#EXT-X-DEFINE:QUERYPARAM=\"KeyPairId\"\n";

    private static readonly string[] Parameters = ["Policy", "Key-Pair-Id"];

    private readonly PlaylistApplication _app = new();

    [Fact]
    public async Task Write_MediaPlaylist_HandsTheQueryOnToEverySegment()
    {
        var (text, written) = await WriteAsync(
            "#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-MAP:URI=\"init.mp4\",BYTERANGE=\"1@0\"\n#EXTINF:6,\n0 ü.m4s\n#EXTINF:6,\nsub/1.m4s\n#EXT-X-ENDLIST\n"
                .Replace("0 ü", "0%20%C3%BC", StringComparison.Ordinal));

        Assert.Equal(
            $"#EXTM3U\n{Definitions}#EXT-X-VERSION:11\n#EXT-X-MAP:URI=\"init.mp4{Query}\",BYTERANGE=\"1@0\"\n#EXTINF:6,\n0%20%C3%BC.m4s{Query}\n"
                + $"#EXTINF:6,\nsub/1.m4s{Query}\n#EXT-X-ENDLIST\n",
            text);
        Assert.Equal((3, null, false), (written.SignedUris, written.ExpiresAt, written.IsLive));
        Assert.Empty(_app.Provider.Accesses);
    }

    [Fact]
    public async Task Write_MainPlaylist_HandsTheQueryOnToOtherPlaylistsWhereTheyAre()
    {
        var (text, written) = await WriteAsync(
            "#EXTM3U\n#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"a\",NAME=\"a\",URI=\"audio/index.m3u8\"\n#EXT-X-STREAM-INF:BANDWIDTH=1\n720p/index.m3u8\n");

        Assert.Equal(
            $"#EXTM3U\n#EXT-X-VERSION:11\n{Definitions}#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"a\",NAME=\"a\",URI=\"audio/index.m3u8{ChildQuery}\"\n"
                + $"#EXT-X-STREAM-INF:BANDWIDTH=1\n720p/index.m3u8{ChildQuery}\n",
            text);
        Assert.Equal(2, written.ChildPlaylists);
    }

    [Theory]
    [InlineData("#EXTM3U", $"#EXTM3U\n#EXT-X-VERSION:11\n{Definitions}")]
    [InlineData("#EXTM3U\r\n#EXT-X-VERSION:3\r\na.ts\r\n", $"#EXTM3U\r\n{Definitions}#EXT-X-VERSION:11\r\na.ts{Query}\r\n")]
    [InlineData("#EXTM3U\n#EXT-X-VERSION:12\na.ts", $"#EXTM3U\n{Definitions}#EXT-X-VERSION:12\na.ts{Query}")]
    [InlineData("#EXTM3U\na.ts\n#EXT-X-VERSION:3\nb.ts\n", $"#EXTM3U\n{Definitions}a.ts{Query}\n#EXT-X-VERSION:11\nb.ts{Query}\n")]
    [InlineData("\uFEFF#EXTM3U\na.ts\n", $"\uFEFF#EXTM3U\n#EXT-X-VERSION:11\n{Definitions}a.ts{Query}\n")]
    [InlineData(
        "#EXTM3U\n#EXT-X-VERSION:8\n#EXT-X-DEFINE:NAME=\"x\",VALUE=\"b\"\n{$x}.ts\n",
        $"#EXTM3U\n{Definitions}#EXT-X-VERSION:11\n#EXT-X-DEFINE:NAME=\"x\",VALUE=\"b\"\n{{$x}}.ts{Query}\n")]
    public async Task Write_EachForm_IsComplete(string text, string expected) => Assert.Equal(expected, (await WriteAsync(text)).Text);

    [Theory]
    [InlineData("#EXTM3U\n#EXT-X-KEY:METHOD=AES-128,URI=\"1.key\"\na.ts\n", PlaylistErrorCodes.PlaylistKeyNotAllowed)]
    [InlineData("#EXTM3U\n#EXT-X-DEFINE:NAME=\"Policy\",VALUE=\"x\"\na.ts\n", PlaylistErrorCodes.PlaylistVariableInvalid)]
    [InlineData("#EXTM3U\n#EXT-X-DEFINE:NAME=\"KeyPairId\",VALUE=\"x\"\na.ts\n", PlaylistErrorCodes.PlaylistVariableInvalid)]
    [InlineData("#EXTM3U\n../b.ts\n", PlaylistErrorCodes.PlaylistUriParent)]
    [InlineData("#EXTM3U\nhttps://evil.test/b.ts\n", PlaylistErrorCodes.PlaylistUriAbsolute)]
    [InlineData("#EXTM3U\na.ts?Policy=x\n", PlaylistErrorCodes.PlaylistUriQuery)]
    [InlineData("nothing", PlaylistErrorCodes.PlaylistNotRecognized)]
    public async Task Write_WhatASignedOneMustNotNameEither_IsRefused(string text, string code)
    {
        var refused = await Assert.ThrowsAsync<PlaylistException>(() => WriteAsync(text));

        Assert.Equal(code, refused.Code);
    }

    [Fact]
    public async Task Write_KeysOfTheApplication_StayWithoutTheQuery()
    {
        var (text, _) = await WriteAsync(
            "#EXTM3U\n#EXT-X-KEY:METHOD=AES-128,URI=\"https://app.test/keys/1\"\na.ts\n",
            grant => grant with { AllowedOrigins = ["https://app.test"] });

        Assert.Contains("URI=\"https://app.test/keys/1\"\n", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData]
    [InlineData("")]
    [InlineData("Policy", "a\"b")]
    [InlineData("Pölicy")]
    [InlineData("Policy", "Policy")]
    [InlineData("Key-Pair-Id", "KeyPairId")]
    [InlineData("Policy", "--")]
    public async Task Write_ParametersThatAreNoVariables_AreRefused(params string[] parameters) =>
        await Assert.ThrowsAsync<ArgumentException>(() => WriteAsync("#EXTM3U\na.ts\n", parameters: parameters));

    [Fact]
    public async Task Write_Mpd_IsRefused()
    {
        var refused = await Assert.ThrowsAsync<ArgumentException>(
            () => WriteAsync("#EXTM3U\na.ts\n", grant => grant with { Playlist = new(PlaylistApplication.Root + "manifest.MPD") }));

        Assert.Contains("is an MPD", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Write_RootThatClientsCanUploadInto_IsRefused()
    {
        var app = new PlaylistApplication(presignKit => presignKit.AddUploadPolicy("film", policy =>
        {
            policy.AllowedContentTypes = ["video/mp4"];
            policy.MaximumSize = 1000;
            policy.Key = "movies/{tenant}/{id}{ext}";
        }));

        var refused = await Assert.ThrowsAsync<PlaylistException>(
            () => WriteAsync(app, "#EXTM3U\na.ts\n", grant => grant with { Root = "movies/42/", Playlist = new("movies/42/a.m3u8") }));

        Assert.Equal(PlaylistErrorCodes.PlaylistRootNotAllowed, refused.Code);
    }

    [Fact]
    public Task Sign_KeyInTheSharedFolder_IsRefused() => _app.RefuseAsync(
        "#EXTM3U\n#EXT-X-KEY:METHOD=AES-128,URI=\"1.key\"\na.ts\n",
        PlaylistErrorCodes.PlaylistKeyNotAllowed,
        2,
        grant => grant with { Request = new() { SharedFolder = PlaylistApplication.Root } });

    [Fact]
    public async Task Sign_WithASharedFolder_PassesItOn()
    {
        await _app.SignAsync("#EXTM3U\na.ts\n", grant => grant with { Request = new() { SharedFolder = PlaylistApplication.Root } });

        Assert.Equal(PlaylistApplication.Root, Assert.Single(_app.Provider.Accesses).SharedFolder);
    }

    private Task<(string Text, SignedPlaylist Written)> WriteAsync(
        string text, Func<PlaylistGrant, PlaylistGrant>? change = null, string[]? parameters = null) =>
        WriteAsync(_app, text, change, parameters);

    private static async Task<(string Text, SignedPlaylist Written)> WriteAsync(
        PlaylistApplication app, string text, Func<PlaylistGrant, PlaylistGrant>? change = null, string[]? parameters = null)
    {
        var output = new ArrayBufferWriter<byte>();
        var grant = PlaylistApplication.Grant with { ChildAddress = null, KeyAddress = null };
        grant = change?.Invoke(grant) ?? grant;
        app.Provider.Objects.OpenReadAsync(grant.Playlist, Arg.Any<ObjectProperties?>(), Arg.Any<CancellationToken>())
            .Returns(_ => Task.FromResult<Stream>(new MemoryStream(Encoding.UTF8.GetBytes(text))));
        try
        {
            var written = await app.Services.GetRequiredService<IPlaylistSigner>()
                .WriteSharedAsync(grant, parameters ?? Parameters, output, TestContext.Current.CancellationToken);
            return (Encoding.UTF8.GetString(output.WrittenSpan), written);
        }
        catch
        {
            Assert.Equal(0, output.WrittenCount);
            throw;
        }
    }
}
