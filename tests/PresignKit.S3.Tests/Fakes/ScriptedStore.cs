using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace PresignKit.S3.Tests.Fakes;

/// <summary>A local HTTP server with scripted answers, for behavior that no real store shows on demand.</summary>
internal sealed class ScriptedStore : IAsyncDisposable
{
    private readonly WebApplication _server;
    private readonly ConcurrentQueue<ScriptedRequest> _requests = new();

    private ScriptedStore(WebApplication server) => _server = server;

    public string Endpoint => _server.Urls.Single();

    public IReadOnlyList<ScriptedRequest> Requests => [.. _requests];

    /// <summary>Whether the script also answers requests without a signature; otherwise they are refused, as in a bucket that is not public.</summary>
    public bool AnswersAnonymous { get; set; }

    public static async Task<ScriptedStore> StartAsync(Func<ScriptedRequest, ScriptedAnswer> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var store = new ScriptedStore(builder.Build());
        store._server.Run(context => store.AnswerAsync(context, answer));
        await store._server.StartAsync();
        return store;
    }

    /// <summary>An application that uses this store.</summary>
    public ServiceProvider Application(Action<S3StoreOptions>? change = null, Action<PresignKitBuilder>? configure = null, TimeProvider? clock = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton(clock ?? TimeProvider.System);
        var presignKit = services.AddPresignKit()
            .AddS3("media", options =>
            {
                (options.Endpoint, options.Bucket, options.Region) = (Endpoint, "media-bucket", "eu-central-1");
                (options.AccessKeyId, options.SecretAccessKey) = (TestApp.AccessKey, TestApp.Secret);
                options.Profile = S3Profiles.Local;
                change?.Invoke(options);
            })
            .AddVideoPolicy();
        configure?.Invoke(presignKit);
        return services.BuildServiceProvider();
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task AnswerAsync(HttpContext context, Func<ScriptedRequest, ScriptedAnswer> script)
    {
        using var body = new StreamReader(context.Request.Body, System.Text.Encoding.UTF8);
        var text = await body.ReadToEndAsync();
        var request = new ScriptedRequest(
            _requests.Count + 1, context.Request.Method, context.Request.Path, context.Request.Headers
                .ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase))
        {
            Query = context.Request.QueryString.ToString(),
            Body = text,
        };
        _requests.Enqueue(request);
        var answer = request.IsAnonymous && !AnswersAnonymous ? ScriptedAnswer.Error(403, "AccessDenied") : script(request);
        context.Response.StatusCode = answer.Status;
        foreach (var (name, value) in answer.Headers)
        {
            context.Response.Headers[name] = value;
        }

        if (answer.Body.Length > 0 && request.Method != "HEAD")
        {
            context.Response.ContentType ??= "application/xml";
            await context.Response.WriteAsync(answer.Body);
        }
    }
}

/// <summary>A received request.</summary>
internal sealed record ScriptedRequest(int Number, string Method, string Path, IReadOnlyDictionary<string, string> Headers)
{
    public string Query { get; init; } = "";

    /// <summary>The body, decoded as UTF-8.</summary>
    public string Body { get; init; } = "";

    public bool IsListing => Query.Contains("list-type=2", StringComparison.Ordinal);

    /// <summary>Whether nobody signed it: neither in the query, nor in a header, nor in a form. A preflight never is, and is not meant.</summary>
    public bool IsAnonymous => Method is not ("OPTIONS" or "POST")
        && !Query.Contains("X-Amz-Signature", StringComparison.OrdinalIgnoreCase) && Header("Authorization").Length == 0;

    public string Header(string name) => Headers.GetValueOrDefault(name, "");
}

/// <summary>A scripted answer.</summary>
internal sealed record ScriptedAnswer(int Status, string Body = "", params (string Name, string Value)[] Headers)
{
    /// <summary>The listing of a bucket.</summary>
    public static ScriptedAnswer Listing(params string[] keys) => new(
        200, $"<ListBucketResult>{string.Concat(keys.Select(key => $"<Contents><Key>{key}</Key></Contents>"))}</ListBucketResult>");

    public static ScriptedAnswer Error(int status, string code, string more = "", params (string Name, string Value)[] headers) => new(
        status, $"<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>{code}</Code><Message>said the store</Message>{more}</Error>", headers);
}
