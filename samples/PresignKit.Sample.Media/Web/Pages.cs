namespace PresignKit.Sample.Media.Web;

/// <summary>The pages: one shell, and scripts that fill it.</summary>
internal static class Pages
{
    // Asked for anew each time and answered with 304 where nothing has changed: an edited script is seen on the next load.
    public static StaticFileOptions StaticFiles { get; } = new()
    {
        OnPrepareResponse = context => context.Context.Response.Headers.CacheControl = "no-cache",
    };

    public static void MapPages(this IEndpointRouteBuilder app)
    {
        foreach (var route in (string[])["/", "/upload", "/media/{id}"])
        {
            app.MapGet(route, (IWebHostEnvironment environment, HttpContext context) =>
            {
                context.Response.Headers.CacheControl = "no-cache";
                return Results.File(environment.WebRootFileProvider.GetFileInfo("index.html").CreateReadStream(), "text/html; charset=utf-8");
            }).ExcludeFromDescription().AllowAnonymous();
        }
    }
}
