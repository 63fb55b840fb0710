namespace PresignKit.BrowserTests.Players.Hosting;

/// <summary>A player, as its page is named.</summary>
internal static class PlayerKind
{
    /// <summary>The browser itself: files, and in Chromium HLS.</summary>
    public const string Video = "video";

    /// <summary>hls.js.</summary>
    public const string HlsJs = "hlsjs";

    /// <summary>Shaka Player.</summary>
    public const string Shaka = "shaka";

    /// <summary>video.js, with its own engine for HLS and DASH.</summary>
    public const string VideoJs = "videojs";

    /// <summary>dash.js.</summary>
    public const string DashJs = "dashjs";
}
