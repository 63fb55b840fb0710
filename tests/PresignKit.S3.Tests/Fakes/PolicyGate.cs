using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;

namespace PresignKit.S3.Tests.Fakes;

/// <summary>
/// A proxy that adds bucket policies to the local store: it stores the policy, denies what <see cref="PolicyEvaluator"/> denies, and forwards
/// everything else unchanged and with the same host, so that signatures stay valid.
/// </summary>
internal sealed class PolicyGate : IAsyncDisposable
{
    public const string BackendArn = "arn:aws:iam::123456789012:role/media-backend";

    private readonly WebApplication _server;
    private readonly HttpClient _behind = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
    private readonly string _store;
    private readonly ConcurrentQueue<string> _denied = new();

    private PolicyGate(WebApplication server, string store) => (_server, _store) = (server, store);

    public string Endpoint => _server.Urls.Single();

    /// <summary>The current policy; null: none.</summary>
    public string? Policy { get; set; }

    /// <summary>Whether a policy is enforced.</summary>
    public Func<string, bool> Keeps { get; init; } = static _ => true;

    /// <summary>Whether a policy is stored, but the connection is closed before the answer.</summary>
    public bool IsCutOff { get; set; }

    /// <summary>The number of times that the policy was written or removed.</summary>
    public int Changes { get; private set; }

    /// <summary>The denied requests, as method and statement.</summary>
    public IReadOnlyCollection<string> Denied => _denied;

    public static async Task<PolicyGate> StartAsync(LocalStore store, Func<string, bool>? keeps = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var gate = new PolicyGate(builder.Build(), store.Endpoint) { Keeps = keeps ?? (static _ => true) };
        gate._server.Run(gate.AnswerAsync);
        await gate._server.StartAsync();
        return gate;
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _behind.Dispose();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var target = context.Features.Get<IHttpRequestFeature>()!.RawTarget;
        var query = QueryHelpers.ParseQuery(context.Request.QueryString.Value);
        if (query.ContainsKey("policy"))
        {
            await AnswerPolicyAsync(context);
            return;
        }

        var path = target.Split('?')[0].TrimStart('/');
        if (Policy is { } policy && Keeps(policy) && Denies(policy, context.Request, query, path) is { } sid)
        {
            _denied.Enqueue($"{context.Request.Method} {sid}");
            await ErrorAsync(context, 403, "AccessDenied");
            return;
        }

        await PassOnAsync(context, target);
    }

    private async Task AnswerPolicyAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync();
        switch (context.Request.Method)
        {
            case "GET" when Policy is null:
                await ErrorAsync(context, 404, "NoSuchBucketPolicy");
                break;
            case "GET":
                await context.Response.WriteAsync(Policy);
                break;
            default:
                Policy = context.Request.Method == "PUT" ? body : null;
                Changes++;
                if (IsCutOff && context.Request.Method == "PUT")
                {
                    context.Abort();
                }

                context.Response.StatusCode = 204;
                break;
        }
    }

    private static string? Denies(string policy, HttpRequest request, Dictionary<string, Microsoft.Extensions.Primitives.StringValues> query, string path)
    {
        // Amazon S3 API Reference, "Amazon S3 Signature Version 4 Authentication Specific Policy Keys".
        var keys = new Dictionary<string, string>(StringComparer.Ordinal) { ["aws:SecureTransport"] = request.IsHttps ? "true" : "false" };
        var type = request.Headers.ContainsKey("Authorization") ? "REST-HEADER"
            : query.ContainsKey("X-Amz-Signature") ? "REST-QUERY-STRING"
            : request.HasFormContentType ? "POST"
            : null;
        if (type is not null)
        {
            keys["s3:authType"] = type;
            keys["s3:signatureversion"] = "AWS4-HMAC-SHA256";
            keys["aws:PrincipalArn"] = BackendArn;
        }

        if (query.TryGetValue("X-Amz-Date", out var date))
        {
            var signedAt = DateTimeOffset.ParseExact(date.ToString(), "yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
            keys["s3:signatureAge"] = ((long)(TimeProvider.System.GetUtcNow() - signedAt).TotalMilliseconds).ToString(CultureInfo.InvariantCulture);
        }

        var (action, resource) = path.Split('/', 2) is [var bucket, { Length: > 0 } key]
            ? (request.Method is "GET" or "HEAD"
                ? "s3:GetObject"
                : request.Method == "DELETE" ? "s3:DeleteObject" : "s3:PutObject", $"arn:aws:s3:::{bucket}/{key}")
            : request.Method == "POST" ? ("s3:PutObject", $"arn:aws:s3:::{path}/form") : ("s3:ListBucket", $"arn:aws:s3:::{path}");
        return PolicyEvaluator.DeniedBy(policy, action, resource, keys);
    }

    private async Task PassOnAsync(HttpContext context, string target)
    {
        var request = context.Request;
        using var message = new HttpRequestMessage(
            new HttpMethod(request.Method), new Uri(_store + target, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }));
        if (request.ContentLength is > 0 || request.Headers.TransferEncoding.Count > 0)
        {
            message.Content = new StreamContent(request.Body);
        }
        else if (request.Method is "PUT" or "POST")
        {
            message.Content = new ByteArrayContent([]);
        }

        foreach (var header in request.Headers.Where(header => header.Key != "Transfer-Encoding"))
        {
            if (!message.Headers.TryAddWithoutValidation(header.Key, header.Value.ToArray()))
            {
                message.Content?.Headers.TryAddWithoutValidation(header.Key, header.Value.ToArray());
            }
        }

        message.Headers.Host = request.Host.Value;
        using var answer = await _behind.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, context.RequestAborted);
        context.Response.StatusCode = (int)answer.StatusCode;
        foreach (var header in answer.Headers.Concat(answer.Content.Headers).Where(header => header.Key != "Transfer-Encoding"))
        {
            context.Response.Headers[header.Key] = header.Value.ToArray();
        }

        if (request.Method != "HEAD")
        {
            await answer.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
        }
    }

    private static async Task ErrorAsync(HttpContext context, int status, string code)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/xml";
        if (context.Request.Method != "HEAD")
        {
            await context.Response.WriteAsync($"<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>{code}</Code></Error>");
        }
    }
}
