using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using PresignKit.Testing.Npm;

namespace PresignKit.Tests.Playlists;

/// <summary>The playlists of others: all of their addresses are signed or kept on the application, and all else is unchanged; or they are refused for a known reason.</summary>
public sealed partial class PackagedPlaylistTests(ITestOutputHelper output)
{
    // Which playlists are refused, and why, even though all origins in them are allowed.
    private static readonly Dictionary<string, (int Playlists, string Reason)> Refusals = new()
    {
        [PlaylistErrorCodes.PlaylistUriAbsolute] = (17, "addresses that begin with a slash, so that they name something of the page's host"),
        [PlaylistErrorCodes.PlaylistNotRecognized] = (5, "empty, without #EXTM3U, or with something before it"),
        [PlaylistErrorCodes.PlaylistMalformed] = (6, "white space around addresses or before tags, or a duration that is no number"),
        [PlaylistErrorCodes.PlaylistUriParent] = (2, "addresses above the playlist's folder"),
        [PlaylistErrorCodes.PlaylistUriQuery] = (1, "an address with a query"),
        [PlaylistErrorCodes.PlaylistExtensionNotAllowed] = (1, "a line of dashes that is meant as a comment, but does not begin with #"),
    };

    [Fact]
    public async Task Playlist_OfAPackage_IsSignedOrRefusedForAKnownReason()
    {
        var playlists = await PackagedPlaylists.ReadAsync();
        var strict = new PlaylistOracle(new());
        var pairs = new List<object>();
        var origins = new HashSet<string>();
        var refused = new Dictionary<string, List<string>>();
        var withoutOrigins = 0;
        foreach (var (name, bytes) in playlists)
        {
            try
            {
                var code = strict.Check(bytes, out var signed);
                withoutOrigins += code is null ? 1 : 0;
                if (code == PlaylistErrorCodes.PlaylistUriAbsolute)
                {
                    string[] own = [.. Origin().Matches(Encoding.UTF8.GetString(bytes)).Select(match => match.Value).Distinct()];
                    origins.UnionWith(own);
                    code = new PlaylistOracle(new(), own).Check(bytes, out signed);
                }

                if (code is not null)
                {
                    refused.TryAdd(code, []);
                    refused[code].Add(name);
                    continue;
                }

                pairs.Add(new { name, before = Encoding.UTF8.GetString(bytes), after = Encoding.UTF8.GetString(signed) });
            }
            catch (InvalidOperationException e)
            {
                Assert.Fail($"{name}: {e.Message}");
            }
        }

        var (replaced, left, unread) = await CompareAsync(pairs, origins);
        output.WriteLine(
            $"{playlists.Count} playlists, {playlists.Select(playlist => Convert.ToHexString(SHA256.HashData(playlist.Bytes))).Distinct().Count()} different ones: "
            + $"{withoutOrigins} signed, {pairs.Count - withoutOrigins} signed with their origins allowed; {replaced} addresses replaced, {left} left; "
            + $"m3u8-parser could not read {unread}.");
        foreach (var (code, names) in refused)
        {
            output.WriteLine($"{code}: {names.Count}\n  " + string.Join("\n  ", names));
        }

        Assert.Equal(PackagedPlaylists.Packages.Sum(package => package.Playlists), playlists.Count);
        Assert.Equal(
            Refusals.OrderBy(refusal => refusal.Key, StringComparer.Ordinal).Select(refusal => $"{refusal.Key}: {refusal.Value.Playlists}"),
            refused.OrderBy(refusal => refusal.Key, StringComparer.Ordinal).Select(refusal => $"{refusal.Key}: {refusal.Value.Count}"));
    }

    private static async Task<(int Replaced, int Left, int Unread)> CompareAsync(List<object> pairs, IEnumerable<string> origins)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, JsonSerializer.Serialize(new
            {
                origins = origins.Concat(FuzzedPlaylists.Grant.AllowedOrigins),
                @base = "https://base.test/" + FuzzedPlaylists.Folder,
                signed = FuzzedPlaylists.UrlOf("*").Replace("%2A", "*", StringComparison.Ordinal),
                app = new[] { FuzzedPlaylists.Grant.ChildAddress, FuzzedPlaylists.Grant.KeyAddress },
                pairs,
            }));
            var script = Path.Combine(AppContext.BaseDirectory, "Playlists", "Npm", "compare.js");
            using var result = JsonDocument.Parse(await NpmFolder.RunAsync(AppContext.BaseDirectory, "", "node", script, PackagedPlaylists.Parser, file));
            Assert.Empty(result.RootElement.GetProperty("wrong").EnumerateArray().Select(wrong => wrong.GetString()));
            return (Count("replaced"), Count("left"), Count("unread"));

            int Count(string what) => result.RootElement.GetProperty(what).GetInt32();
        }
        finally
        {
            File.Delete(file);
        }
    }

    [GeneratedRegex("data:|[a-z]+://[^/\"\\s?,]+")]
    private static partial Regex Origin();
}
