using System.Text;
using System.Text.RegularExpressions;
using PresignKit.Tests.Playlists;

namespace PresignKit.Tests.Manifests;

/// <summary>An application whose store has one MPD.</summary>
internal static partial class ManifestApplication
{
    public static string Mpd(string content, string attributes = "type=\"static\" mediaPresentationDuration=\"PT10S\"") =>
        $"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<MPD xmlns=\"urn:mpeg:dash:schema:mpd:2011\" {attributes}>\n{content}</MPD>\n";

    /// <summary>An MPD of one period, which is ten seconds long.</summary>
    public static string Period(string content) => Mpd($"<Period><AdaptationSet mimeType=\"video/mp4\">\n{content}\n</AdaptationSet></Period>\n");

    /// <summary>A text in which each name in brackets stands for its signed URL.</summary>
    public static string Signed(string text) => Name().Replace(text, match => PlaylistApplication.Signed(match.Groups[1].Value));

    public static Task<(string Text, SignedPlaylist Signed)> SignAsync(
        string text, Func<PlaylistGrant, PlaylistGrant>? change = null, PlaylistApplication? app = null) =>
        SignAsync(Encoding.UTF8.GetBytes(text), change, app);

    public static Task<(string Text, SignedPlaylist Signed)> SignAsync(
        byte[] text, Func<PlaylistGrant, PlaylistGrant>? change = null, PlaylistApplication? app = null) =>
        (app ?? new()).SignAsync(text, grant => Change(grant, change));

    /// <summary>Asserts that an MPD is refused, and nothing written or signed.</summary>
    public static Task<PlaylistException> RefuseAsync(string text, string code, int? line, Func<PlaylistGrant, PlaylistGrant>? change = null) =>
        RefuseAsync(Encoding.UTF8.GetBytes(text), code, line, change);

    public static Task<PlaylistException> RefuseAsync(byte[] text, string code, int? line, Func<PlaylistGrant, PlaylistGrant>? change = null) =>
        new PlaylistApplication().RefuseAsync(text, code, line, grant => Change(grant, change));

    private static PlaylistGrant Change(PlaylistGrant grant, Func<PlaylistGrant, PlaylistGrant>? change)
    {
        var manifest = grant with { Playlist = new(PlaylistApplication.Root + "a/manifest.mpd") };
        return change?.Invoke(manifest) ?? manifest;
    }

    [GeneratedRegex(@"\[([^\]]+)\]")]
    private static partial Regex Name();
}
