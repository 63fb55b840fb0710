using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using PresignKit.S3.Http;

namespace PresignKit.S3.Tests.Fakes;

/// <summary>A reverse proxy that serves a store below a path. It removes that path and forwards everything else unchanged.</summary>
internal sealed class StrippingProxy : IAsyncDisposable
{
    private readonly WebApplication _server;
    private readonly HttpClient _client = new();

    private StrippingProxy(WebApplication server) => _server = server;

    public string Endpoint => _server.Urls.Single();

    public static async Task<StrippingProxy> StartAsync(string prefix, string store)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var proxy = new StrippingProxy(builder.Build());
        proxy._server.Run(context => proxy.ForwardAsync(context, prefix, store));
        await proxy._server.StartAsync();
        return proxy;
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
    }

    private async Task ForwardAsync(HttpContext context, string prefix, string store)
    {
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        if (!target.StartsWith($"{prefix}/", StringComparison.Ordinal))
        {
            context.Response.StatusCode = 404;
            return;
        }

        using var request = PlainHttp.Request(new(context.Request.Method), store + target[prefix.Length..]);
        if (context.Request.ContentLength is > 0)
        {
            request.Content = new StreamContent(context.Request.Body);
        }

        foreach (var (name, value) in context.Request.Headers)
        {
            if (!request.Headers.TryAddWithoutValidation(name, (string?)value))
            {
                request.Content?.Headers.TryAddWithoutValidation(name, (string?)value);
            }
        }

        using var answer = await _client.SendAsync(request, context.RequestAborted);
        context.Response.StatusCode = (int)answer.StatusCode;
        await answer.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
    }
}
