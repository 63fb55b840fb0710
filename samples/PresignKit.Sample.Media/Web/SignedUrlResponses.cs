namespace PresignKit.Sample.Media.Web;

/// <summary>Keeps responses with signed URLs out of caches, and the page's address out of the store's logs.</summary>
internal static class SignedUrlResponses
{
    public static ValueTask<object?> Protect(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var headers = context.HttpContext.Response.Headers;
        headers.CacheControl = "no-store";
        headers["Referrer-Policy"] = "no-referrer";
        return next(context);
    }
}
