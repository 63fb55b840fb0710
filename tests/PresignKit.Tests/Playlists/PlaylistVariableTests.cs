using static PresignKit.Tests.Playlists.PlaylistApplication;

namespace PresignKit.Tests.Playlists;

/// <summary>Variables are expanded before anything is checked (RFC 8216bis, sections 4.3 and 4.4.2.3).</summary>
public sealed class PlaylistVariableTests
{
    private readonly PlaylistApplication _app = new();

    [Theory]
    [InlineData("NAME=\"d\",VALUE=\"x/y\"", "{$d}/s.ts", "x/y/s.ts")]
    [InlineData("VALUE=\"s\",NAME=\"d\"", "{$d}{$d}.ts", "ss.ts")]
    [InlineData("NAME=\"d\",VALUE=\"\"", "s{$d}.ts", "s.ts")]
    [InlineData("NAME=\"a_B-9\",VALUE=\"s.ts\"", "{$a_B-9}", "s.ts")]
    [InlineData("NAME=\"d\",VALUE=\"d}\"", "{$d}.ts", "d}.ts")]
    public async Task Definition_IsExpandedInAddresses(string definition, string address, string name)
    {
        var (text, _) = await _app.SignAsync($"#EXTM3U\n#EXT-X-DEFINE:{definition}\n#EXT-X-MAP:URI=\"{address}\"\n#EXTINF:1,{{$d}}\n{address}\n", Allow);

        Assert.Equal($"#EXTM3U\n#EXT-X-DEFINE:{definition}\n#EXT-X-MAP:URI=\"{Signed(name)}\"\n#EXTINF:1,{{$d}}\n{Signed(name)}\n", text);
    }

    [Theory]
    [InlineData("..", PlaylistErrorCodes.PlaylistUriParent)]
    [InlineData("https://evil.test", PlaylistErrorCodes.PlaylistUriAbsolute)]
    [InlineData("/", PlaylistErrorCodes.PlaylistUriAbsolute)]
    [InlineData("%2f", PlaylistErrorCodes.PlaylistUriEncoding)]
    [InlineData("?", PlaylistErrorCodes.PlaylistUriQuery)]
    [InlineData("\\", PlaylistErrorCodes.PlaylistUriInvalid)]
    public async Task Value_ThatMakesTheAddressInvalid_IsRefused(string value, string code)
    {
        await _app.RefuseAsync($"#EXTM3U\n#EXT-X-DEFINE:NAME=\"d\",VALUE=\"{value}\"\n#EXTINF:1,\n{{$d}}/s.ts\n", code, 4);
        await _app.RefuseAsync(
            "#EXTM3U\n#EXT-X-DEFINE:IMPORT=\"d\"\n#EXTINF:1,\n{$d}/s.ts\n", code, 4, grant => grant with { Variables = grant.Variables.Add("d", value) });
    }

    [Theory]
    [InlineData("IMPORT")]
    [InlineData("QUERYPARAM")]
    public async Task Import_IsTheApplicationsValueOrRefused(string kind)
    {
        var plain = $"#EXTM3U\n#EXT-X-DEFINE:{kind}=\"d\"\n#EXTINF:1,\n{{$d}}.ts\n";
        await _app.RefuseAsync(plain, PlaylistErrorCodes.PlaylistVariableUnresolved, 2);

        var (text, _) = await _app.SignAsync(plain, grant => grant with { Variables = grant.Variables.Add("d", "s") });

        Assert.Equal(plain.Replace("{$d}.ts", Signed("s.ts"), StringComparison.Ordinal), text);
    }

    [Theory]
    [InlineData("NAME=\"d\"")]
    [InlineData("VALUE=\"d\"")]
    [InlineData("")]
    [InlineData("NAME=\"\",VALUE=\"x\"")]
    [InlineData("NAME=\"d e\",VALUE=\"x\"")]
    [InlineData("NAME=d,VALUE=\"x\"")]
    [InlineData("NAME=\"d\",VALUE=x")]
    [InlineData("NAME=\"d\",VALUE=\"{$e}\"")]
    [InlineData("NAME=\"d\",VALUE=\"x\",VALUE=\"y\"")]
    [InlineData("NAME=\"d\",IMPORT=\"d\"")]
    [InlineData("IMPORT=\"d\",VALUE=\"d\"")]
    [InlineData("NAME=\"d\",VALUE=\"x")]
    [InlineData("NAME=\"d\",VALUE=\"x\"\n#EXT-X-DEFINE:NAME=\"d\",VALUE=\"x\"", 3)]
    public Task Definition_ThatCannotBeRead_IsRefused(string definition, int line = 2) =>
        _app.RefuseAsync($"#EXTM3U\n#EXT-X-DEFINE:{definition}\n", PlaylistErrorCodes.PlaylistVariableInvalid, line);

    [Fact]
    public Task Reference_BeforeTheDefinition_IsRefused() => _app.RefuseAsync(
        "#EXTM3U\n#EXTINF:1,\n{$d}.ts\n#EXT-X-DEFINE:NAME=\"d\",VALUE=\"s\"\n", PlaylistErrorCodes.PlaylistVariableUnresolved, 3);

    [Fact]
    public Task Expansion_IsBounded() => _app.RefuseAsync(
        $"#EXTM3U\n#EXT-X-DEFINE:NAME=\"d\",VALUE=\"{new string('x', 100_000)}\"\n#EXTINF:1,\n{string.Concat(Enumerable.Repeat("{$d}", 100_000))}.ts\n",
        PlaylistErrorCodes.PlaylistUriInvalid,
        4);

    private static PlaylistGrant Allow(PlaylistGrant grant) => grant;
}
