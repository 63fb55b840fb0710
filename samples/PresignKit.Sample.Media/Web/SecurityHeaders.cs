namespace PresignKit.Sample.Media.Web;

/// <summary>
/// What the pages may do: run their own scripts, and talk to this application and to the store. The store is another origin, so
/// a Content-Security-Policy has to name it where uploads (connect-src) and players (media-src) reach it.
/// </summary>
internal static class SecurityHeaders
{
    public static void UseSecurityHeaders(this IApplicationBuilder app, string storeOrigin)
    {
        var policy = string.Join("; ",
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self'",
            $"connect-src 'self' {storeOrigin}",
            $"media-src {storeOrigin}",
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
