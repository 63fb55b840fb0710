namespace PresignKit.Sample.Media.Catalog;

/// <summary>Where the HLS stream of a video is in the store: a folder of its own, which no upload policy writes to.</summary>
internal static class StreamFolder
{
    public const string MainPlaylist = "master.m3u8";

    /// <summary>The beginning of the keys of everything that belongs to the stream.</summary>
    public static string Of(string mediaId) => $"streams/{mediaId}/";

    /// <summary>The playlist of one quality, below the folder.</summary>
    public static string PlaylistOf(int quality) => $"{quality}/index.m3u8";

    /// <summary>A picture of the video, below the folder.</summary>
    public static string ThumbnailOf(int number) => $"thumbnails/{number:D2}.jpg";

    public static string TypeOf(string path) => Path.GetExtension(path) switch
    {
        ".m3u8" => "application/vnd.apple.mpegurl",
        ".m4s" => "video/iso.segment",
        ".mp4" => "video/mp4",
        ".jpg" => "image/jpeg",
        _ => "application/octet-stream",
    };
}
