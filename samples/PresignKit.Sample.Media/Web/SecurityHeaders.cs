namespace PresignKit.Sample.Media.Web;

/// <summary>
/// What the pages may do: run their own scripts, also in a worker (which computes checksums of uploads), and call this application and the
/// store. The store is another origin, so the Content-Security-Policy must list it for uploads and segments (connect-src), players (media-src), and
/// pictures (img-src). <c>'self'</c> in media-src is for playlists, and <c>blob:</c> for players that hand segments to the browser themselves.
/// </summary>
internal static class SecurityHeaders
{
    public static void UseSecurityHeaders(this IApplicationBuilder app, string storeOrigins)
    {
        var policy = string.Join("; ",
            "default-src 'none'",
            "script-src 'self'",
            "worker-src 'self'",
            "style-src 'self'",
            $"img-src 'self' {storeOrigins}",
            $"connect-src 'self' {storeOrigins}",
            $"media-src 'self' blob: {storeOrigins}",
            "form-action 'none'",
            "frame-ancestors 'none'",
            "base-uri 'none'");
        app.Use((context, next) =>
        {
            var headers = context.Response.Headers;
            headers.ContentSecurityPolicy = policy;
            headers.XContentTypeOptions = "nosniff";
            headers["Referrer-Policy"] = "no-referrer";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            return next(context);
        });
    }
}
