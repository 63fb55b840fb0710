using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using PresignKit.CloudFront.Tests.Fakes;

namespace PresignKit.BrowserTests.CloudFront;

/// <summary>A distribution on this machine: it lets through what CloudFront would let through, and answers from the bucket.</summary>
internal sealed class Edge : IAsyncDisposable
{
    private readonly EdgeVerifier _verifier;
    private readonly WebApplication _app;

    public Edge(string keyPairId, ECDsa key)
    {
        _verifier = EdgeVerifier.With(keyPairId, key);
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");

        // That of a sample is in the folder of the tests.
        builder.Configuration["AllowedHosts"] = "*";
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.Run(AnswerAsync);
    }

    /// <summary>The bucket behind it.</summary>
    public IObjectStore? Bucket { get; set; }

    /// <summary>The pages that may read answers, also with cookies.</summary>
    public string[] Pages { get; set; } = [];

    /// <summary>How far its clock is ahead.</summary>
    public TimeSpan Ahead { get; set; }

    public int Port => new Uri(_app.Urls.Single()).Port;

    /// <summary>What was requested, with the names of the cookies that came along.</summary>
    public ConcurrentQueue<(string Path, bool IsAllowed, string[] Cookies)> Requests { get; } = [];

    public Task StartAsync() => _app.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        // As it was sent: CloudFront compares the address of the request.
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var cookies = context.Request.Cookies.ToDictionary(cookie => cookie.Key, cookie => cookie.Value);
        var isAllowed = _verifier.Allows($"http://{context.Request.Host}{target}", TimeProvider.System.GetUtcNow() + Ahead, cookies, "127.0.0.1");
        var path = context.Request.Path.Value!;
        Requests.Enqueue((path, isAllowed, [.. cookies.Keys.Where(name => name.StartsWith("CloudFront-", StringComparison.Ordinal))]));
        var page = context.Request.Headers.Origin.ToString();
        if (Pages.Contains(page))
        {
            context.Response.Headers.AccessControlAllowOrigin = page;
            context.Response.Headers.AccessControlAllowCredentials = "true";
            context.Response.Headers.Vary = "Origin";
        }

        if (!isAllowed)
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }

        var key = new ObjectKey(path[1..]);
        if (await Bucket!.FindAsync(key, context.RequestAborted) is not { } found)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        context.Response.ContentType = found.ContentType;
        await using var content = await Bucket.OpenReadAsync(key, cancellationToken: context.RequestAborted);
        await content.CopyToAsync(context.Response.Body, context.RequestAborted);
    }
}
