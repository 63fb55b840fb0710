using System.Globalization;

namespace PresignKit.Policies;

/// <summary>What lets browsers cache downloads: the same URL for some time, and a response that says for how long it may be kept.</summary>
/// <param name="Window">The window within which URLs are the same, or zero.</param>
/// <param name="CacheControl">The Cache-Control that the store answers with, or null.</param>
internal sealed record DownloadCaching(TimeSpan Window, string? CacheControl)
{
    /// <summary>The longest window that is chosen without being configured.</summary>
    private static readonly TimeSpan LongestAutomaticWindow = TimeSpan.FromMinutes(15);

    /// <summary>The caching of URLs with the policy's lifetime.</summary>
    public static DownloadCaching Of(DownloadPolicyOptions options) => Of(options, options.StableWindow ?? AutomaticWindow(options.Lifetime));

    /// <summary>The caching of URLs with a lifetime of their own, which is exact unless the policy has a window of its own.</summary>
    public static DownloadCaching OfRequestedLifetime(DownloadPolicyOptions options) => Of(options, options.StableWindow ?? TimeSpan.Zero);

    private static DownloadCaching Of(DownloadPolicyOptions options, TimeSpan window) =>
        new(window, options.CacheControl ?? (options.UseStoredCacheControl || options.UseStoredHeaders ? null : Automatic(options.Lifetime, window)));

    // No longer than a URL can be valid, because nobody asks for it again after that.
    private static string? Automatic(TimeSpan lifetime, TimeSpan window) => window == TimeSpan.Zero
        ? null
        : string.Create(CultureInfo.InvariantCulture, $"private,max-age={(lifetime + window).Ticks / TimeSpan.TicksPerSecond}");

    private static TimeSpan AutomaticWindow(TimeSpan lifetime)
    {
        var window = lifetime < LongestAutomaticWindow ? lifetime : LongestAutomaticWindow;
        var room = LifetimeLimits.Longest - lifetime;
        return window < room ? window : room;
    }
}
