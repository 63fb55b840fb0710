using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace PresignKit.BrowserTests.Script;

/// <summary>
/// The contract of the endpoints and a store that accepts everything, for states that a real application rarely gets into. It proves nothing about
/// signatures; the tests below <c>Clients/</c> use real ones.
/// </summary>
internal sealed class FakeApplication
{
    public const int PartSize = 50_000;

    private readonly ConcurrentDictionary<string, Slot> _slots = new();
    private readonly ConcurrentQueue<string> _requests = new();
    private int _last;

    /// <summary>Answers instead of this application if it returns true. The second argument is the path.</summary>
    public Func<HttpContext, string, Task<bool>>? Hook { get; set; }

    /// <summary>Method and path of each request, in order.</summary>
    public IReadOnlyList<string> Requests => [.. _requests];

    public int Count(string request) => Requests.Count(each => each == request);

    public static Task AnswerAsync(HttpContext context, int status, JsonNode body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = status < 400 ? "application/json" : "application/problem+json";
        return context.Response.WriteAsync(body.ToJsonString());
    }

    public static Task RefuseAsync(HttpContext context, int status, string code) =>
        AnswerAsync(context, status, new JsonObject { ["code"] = code, ["detail"] = code, ["status"] = status });

    public void Map(WebApplication app)
    {
        app.MapPost("/files/{**path}", (HttpContext context, string path) => HandleAsync(context, path));
        app.MapPut("/store/{slot}/{part:int}", (HttpContext context, string slot, int part) => StoreAsync(context, slot, part));
    }

    private async Task HandleAsync(HttpContext context, string path)
    {
        _requests.Enqueue(path);
        var body = (await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted))!;
        if (Hook is { } hook && await hook(context, path))
        {
            return;
        }

        var token = (string?)body["token"] ?? "";
        if (path != "slots" && (!_slots.TryGetValue(token, out var known) || known.IsOver))
        {
            await RefuseAsync(context, 410, "slot-ended");
            return;
        }

        if (path == "slots/parts" && body["numbers"]!.AsArray().Select(number => (int)number!).GroupBy(number => number).Any(same => same.Count() > 1))
        {
            await RefuseAsync(context, 400, "part-number-invalid");
            return;
        }

        await AnswerAsync(context, 200, path switch
        {
            "slots" => Open((long)body["size"]!),
            "slots/parts" => Sign(context, token, body["numbers"]!.AsArray()),
            "slots/uploaded" => new JsonObject { ["parts"] = new JsonArray([.. _slots[token].List()]) },
            "slots/complete" => Complete(token),
            _ => Abort(token),
        });
    }

    private async Task StoreAsync(HttpContext context, string slot, int part)
    {
        if (Hook is { } hook && await hook(context, $"store/{part}"))
        {
            return;
        }

        using var bytes = new MemoryStream();
        await context.Request.Body.CopyToAsync(bytes, context.RequestAborted);
        _slots[slot].Parts[part] = bytes.Length;
        _requests.Enqueue($"store/{part}");
    }

    private JsonObject Open(long size)
    {
        var token = $"s{Interlocked.Increment(ref _last)}";
        _slots[token] = new Slot();
        return new()
        {
            ["token"] = token,
            ["transport"] = "multipart",
            ["multipart"] = new JsonObject { ["partSize"] = PartSize, ["partCount"] = Math.Max(1, (size + PartSize - 1) / PartSize) },
            ["transferChecksum"] = "crc64nvme",
            ["key"] = token,
            ["contentType"] = "x/y",
            ["size"] = size,
            ["expiresAt"] = DateTimeOffset.UtcNow.AddHours(1),
            ["endsAt"] = DateTimeOffset.UtcNow.AddDays(1),
            ["guarantees"] = new JsonObject(),
        };
    }

    private static JsonObject Sign(HttpContext context, string token, JsonArray numbers) => new()
    {
        ["parts"] = new JsonArray([.. numbers.Select(number => new JsonObject
        {
            ["number"] = (int)number!,
            ["method"] = "PUT",
            ["url"] = $"{context.Request.Scheme}://{context.Request.Host}/store/{token}/{(int)number!}",
            ["headers"] = new JsonObject(),
        })]),
        ["expiresAt"] = DateTimeOffset.UtcNow.AddHours(1),
    };

    private JsonObject Complete(string token)
    {
        _slots[token].IsOver = true;
        return new() { ["id"] = token, ["key"] = token, ["contentType"] = "x/y", ["size"] = 1 };
    }

    private JsonObject Abort(string token)
    {
        _slots[token].IsOver = true;
        return [];
    }

    private sealed class Slot
    {
        public ConcurrentDictionary<int, long> Parts { get; } = new();

        public bool IsOver { get; set; }

        public IEnumerable<JsonNode> List() => Parts.Select(part => new JsonObject { ["number"] = part.Key, ["size"] = part.Value, ["etag"] = "x" });
    }
}
