namespace PresignKit.Sample.Media.Library;

/// <summary>Where a page finds the playlists of a video's stream.</summary>
internal static class StreamAddress
{
    public const string Prefix = "/api/streams";

    // After the ID of the video, which has only letters and digits.
    private const string ShortSuffix = ".short";

    /// <summary>The main playlist.</summary>
    public static string Of(string mediaId, bool isShort) => $"{Prefix}/playlists/{mediaId}{(isShort ? ShortSuffix : "")}/master.m3u8";

    /// <summary>The playlist of one quality.</summary>
    public static string Of(string mediaId, bool isShort, int quality) => $"{Prefix}/playlists/{mediaId}{(isShort ? ShortSuffix : "")}/{quality}/index.m3u8";

    /// <summary>Returns the video and the policy that an ID in the path of a playlist stands for.</summary>
    public static (string MediaId, string Policy) Read(string id) =>
        id.EndsWith(ShortSuffix, StringComparison.Ordinal) ? (id[..^ShortSuffix.Length], MediaPolicies.ShortSegments) : (id, MediaPolicies.Segments);
}
