using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;

namespace PresignKit.Client.Tests.Fakes;

/// <summary>An application and a store in one handler, for what a real one would be too slow for: it reads what is sent, and keeps nothing.</summary>
internal sealed class EchoServer(long size, long partSize) : HttpMessageHandler
{
    /// <summary>The clock of the server; null: it sends no date.</summary>
    public DateTimeOffset? Now { get; set; }

    public DateTimeOffset ExpiresAt { get; set; } = DateTimeOffset.MaxValue;

    public ConcurrentQueue<string> Calls { get; } = [];

    /// <summary>The bodies of requests to the store, in the order in which they came.</summary>
    public ConcurrentQueue<(Uri Address, long? Length)> Sent { get; } = [];

    /// <summary>Runs while a part is on its way.</summary>
    public Action OnPart { get; set; } = () => { };

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.RequestUri!.Host == "store.example")
        {
            Sent.Enqueue((request.RequestUri, request.Content!.Headers.ContentLength));
            await request.Content.CopyToAsync(Stream.Null, cancellationToken);
            OnPart();
            return new(HttpStatusCode.OK);
        }

        var path = request.RequestUri.AbsolutePath["/files/".Length..];
        Calls.Enqueue(path);
        var body = JsonNode.Parse(await request.Content!.ReadAsStringAsync(cancellationToken))!;
        var expires = ExpiresAt.ToString("O");
        var answer = path switch
        {
            "slots" => $$"""
                {"token":"t","transport":"multipart","multipart":{"partSize":{{partSize}},"partCount":{{((size - 1) / partSize) + 1}} },
                "transferChecksum":"crc64nvme","key":"k","contentType":"video/mp4","size":{{size}},"expiresAt":"{{expires}}"}
                """,
            "slots/parts" => $$"""{"parts":[{{string.Join(',', body["numbers"]!.AsArray().Select(Part))}}],"expiresAt":"{{expires}}"}""",
            "slots/renew" => $$"""{"token":"t2","expiresAt":"{{expires}}"}""",
            _ => $$"""{"id":"1","key":"k","contentType":"video/mp4","size":{{size}}}""",
        };
        var reply = Reply.Of(200, answer, "application/json");
        reply.Headers.Date = Now;
        return reply;
    }

    private static string Part(JsonNode? number) =>
        $$"""{"number":{{number}},"method":"PUT","url":"https://store.example/b/k%2Ea/..%2F/x?partNumber={{number}}&sig=%7e+a","headers":{"Host":"x"} }""";
}
