using Microsoft.AspNetCore.Diagnostics;

namespace PresignKit.Sample.Media.Web;

/// <summary>The pages: one HTML file, and scripts that fill it.</summary>
internal static class Pages
{
    // Browsers revalidate each time and receive 304 if nothing has changed, so an edited script is used on the next load.
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

    /// <summary>Fills responses that have no body: with the page if a person mistyped an address, otherwise with ProblemDetails.</summary>
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
