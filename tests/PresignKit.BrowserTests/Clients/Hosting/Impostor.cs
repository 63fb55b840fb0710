using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace PresignKit.BrowserTests.Clients.Hosting;

/// <summary>A server in the place of the application or of the store.</summary>
internal sealed class Impostor : IAsyncDisposable
{
    private readonly WebApplication _app;

    private Impostor(RequestDelegate answer)
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0").ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = null);
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.Run(answer);
    }

    public IPEndPoint Address => new(IPAddress.Loopback, new Uri(_app.Urls.Single()).Port);

    /// <summary>What a hotel's network answers to everything until the guest has agreed to its terms.</summary>
    public static Task<Impostor> CaptivePortalAsync() => StartAsync(context =>
    {
        context.Response.ContentType = "text/html";
        return context.Response.WriteAsync("<!doctype html><title>Welcome</title><a href='/accept'>Accept the terms of use</a>");
    });

    /// <summary>A proxy that refuses every request and does not know about CORS, although preflights pass.</summary>
    public static Task<Impostor> ForbiddingAsync() => StartAsync(async context =>
    {
        var (request, response) = (context.Request, context.Response);
        if (HttpMethods.IsOptions(request.Method))
        {
            response.Headers.AccessControlAllowOrigin = request.Headers.Origin;
            response.Headers.AccessControlAllowMethods = "PUT, POST";
            response.Headers.AccessControlAllowHeaders = request.Headers.AccessControlRequestHeaders;
            return;
        }

        await request.Body.CopyToAsync(Stream.Null);
        response.StatusCode = StatusCodes.Status403Forbidden;
        await response.WriteAsync("Forbidden");
    });

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private static async Task<Impostor> StartAsync(RequestDelegate answer)
    {
        var impostor = new Impostor(answer);
        await impostor._app.StartAsync();
        return impostor;
    }
}
