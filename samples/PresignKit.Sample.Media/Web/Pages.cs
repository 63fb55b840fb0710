using Microsoft.AspNetCore.Diagnostics;

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
            app.MapGet(route, SendShellAsync).ExcludeFromDescription().AllowAnonymous();
        }
    }

    /// <summary>Fills answers that would have no body: with the shell for people who mistyped an address, else with ProblemDetails.</summary>
    public static async Task FillAsync(StatusCodeContext context)
    {
        var http = context.HttpContext;
        var status = http.Response.StatusCode;
        if (status == StatusCodes.Status404NotFound && http.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal))
        {
            await SendShellAsync(http);
            return;
        }

        await http.RequestServices.GetRequiredService<IProblemDetailsService>()
            .TryWriteAsync(new() { HttpContext = http, ProblemDetails = { Status = status } });
    }

    private static Task SendShellAsync(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-cache";
        context.Response.ContentType = "text/html; charset=utf-8";
        var shell = context.RequestServices.GetRequiredService<IWebHostEnvironment>().WebRootFileProvider.GetFileInfo("index.html");
        return context.Response.SendFileAsync(shell, context.RequestAborted);
    }
}
