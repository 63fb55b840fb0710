using System.Net;
using System.Text;
using PresignKit.Client;

namespace PresignKit.AotConsole;

/// <summary>Uploads with the client for .NET, to a handler that answers as an application and a store do.</summary>
internal static class ClientUpload
{
    public static async Task<string> RunAsync()
    {
        var saved = "";
        using var server = new Server();
        using var application = new HttpClient(server, disposeHandler: false);
        using var store = new HttpClient(server, disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan };
        using var client = new UploadClient(application, new("https://app.example/files"), new() { Store = store });
        var result = await client.UploadAsync(UploadSource.FromMemory(new byte[12], "a.mp4"), new()
        {
            Policy = "video",
            SaveState = (state, _) =>
            {
                saved = state.ToJson();
                return default;
            },
        });
        var again = await client.ResumeAsync(UploadSource.FromMemory(new byte[12], "a.mp4"), UploadState.FromJson(saved));
        return $"{result.Id} {again.Id} {result.Properties["title"]} {server.Sent}";
    }

    private sealed class Server : HttpMessageHandler
    {
        public long Sent { get; private set; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var path = request.RequestUri!.AbsolutePath;
            if (path == "/media/k")
            {
                Sent += (await request.Content!.ReadAsByteArrayAsync(cancellationToken)).Length;
                return new(HttpStatusCode.OK);
            }

            var answer = path switch
            {
                "/files/slots" => """
                    {"token":"t","transport":"multipart","multipart":{"partSize":10,"partCount":2},"transferChecksum":"crc64nvme","key":"k",
                    "contentType":"video/mp4","size":12,"expiresAt":"2099-01-01T00:00:00Z"}
                    """,
                "/files/slots/parts" => """
                    {"parts":[{"number":1,"method":"PUT","url":"https://store.example/media/k?a","headers":{}},
                    {"number":2,"method":"PUT","url":"https://store.example/media/k?b","headers":{}}],"expiresAt":"2099-01-01T00:00:00Z"}
                    """,
                "/files/slots/uploaded" => """{"parts":[{"number":1,"size":10}]}""",
                _ => """{"id":"1","key":"k","contentType":"video/mp4","size":12,"title":"T"}""",
            };
            return new(HttpStatusCode.OK) { Content = new StringContent(answer, Encoding.UTF8, "application/json") };
        }
    }
}
