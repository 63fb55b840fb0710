namespace PresignKit.BrowserTests.Players.Hosting;

/// <summary>What a film is made of, as its folder is named.</summary>
internal static class FilmFormat
{
    /// <summary>What the others are made of.</summary>
    public const string Source = "source";

    /// <summary>One file.</summary>
    public const string Mp4 = "mp4";

    /// <summary>HLS: a main playlist with two qualities.</summary>
    public const string Master = "master";

    /// <summary>HLS: one playlist with MPEG-TS segments.</summary>
    public const string Media = "media";

    /// <summary>HLS: one playlist with fMP4 segments, and EXT-X-MAP.</summary>
    public const string Fragmented = "fmp4";

    /// <summary>HLS: one playlist with byte ranges of one fMP4 file.</summary>
    public const string Ranges = "ranges";

    /// <summary>HLS: one playlist with MPEG-TS segments that are encrypted.</summary>
    public const string Encrypted = "aes";

    /// <summary>HLS: one playlist with MPEG-TS segments and without an end, as of a live stream that began a while ago.</summary>
    public const string Live = "live";

    /// <summary>DASH: a list of segments.</summary>
    public const string Dash = "dash";

    /// <summary>DASH: a template whose segments have times, one after the other.</summary>
    public const string DashTimeline = "dash-timeline";

    /// <summary>DASH: a template whose segments have numbers and a duration.</summary>
    public const string DashNumber = "dash-number";

    /// <summary>DASH: a list with byte ranges of one file for each track.</summary>
    public const string DashRanges = "dash-ranges";

    /// <summary>DASH: one file for each track, with an index in it.</summary>
    public const string DashIndex = "dash-index";
}
