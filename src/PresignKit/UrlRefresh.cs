namespace PresignKit;

/// <summary>
/// When a page should ask for a new URL. Answers carry a duration and no time, so that it does not matter whether the clock of a page is right:
/// <c>refreshAfter</c> of <c>GET /downloads/{id}</c>, in seconds, and the header <c>PresignKit-Refresh-After</c> of playlists.
/// </summary>
public static class UrlRefresh
{
    /// <summary>
    /// How long a page should wait before it asks again: two thirds of the time that is left. The last third is room for requests that have begun, and for a
    /// backend that cannot be reached at once. Within a stable window the answer to an early question is the same URL; two thirds of what is left then, again
    /// and again, always reach the next window before the URL expires.
    /// </summary>
    /// <param name="expiresAt">When the URL expires.</param>
    /// <param name="now">The time, by the same clock.</param>
    /// <returns>The duration, in whole milliseconds; zero if the URL has expired.</returns>
    public static TimeSpan After(DateTimeOffset expiresAt, DateTimeOffset now) =>
        expiresAt <= now ? TimeSpan.Zero : TimeSpan.FromMilliseconds((expiresAt - now).Ticks * 2 / 3 / TimeSpan.TicksPerMillisecond);
}
