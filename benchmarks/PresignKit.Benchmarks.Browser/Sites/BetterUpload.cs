using System.Xml.Linq;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using PresignKit.SigV4;

namespace PresignKit.Benchmarks.Browser.Sites;

/// <summary>What @better-upload/client asks its server, which signs all URLs of a file at once.</summary>
internal sealed class BetterUpload(UrlPresigner forBrowsers, UrlPresigner forServer, long partSize, TimeProvider clock)
{
    private static readonly HttpClient Http = new();

    public void Map(WebApplication app) => app.MapPost("/better-upload", AnswerAsync);

    private async Task<IResult> AnswerAsync(Ask ask, CancellationToken cancellationToken) => Results.Ok(new
    {
        multipart = new { files = await Task.WhenAll(ask.Files.Select(file => OpenAsync(file, cancellationToken))), partSize },
        metadata = new { },
    });

    private async Task<object> OpenAsync(AskedFile file, CancellationToken cancellationToken)
    {
        var key = $"better-upload/{Guid.NewGuid():N}";
        using var opened = await Http.PostAsync(new Uri(Sign(forServer, "POST", key, new NameValue("uploads", ""))), content: null, cancellationToken);
        opened.EnsureSuccessStatusCode();
        var answer = XDocument.Parse(await opened.Content.ReadAsStringAsync(cancellationToken));
        var uploadId = answer.Descendants().Single(element => element.Name.LocalName == "UploadId").Value;
        var upload = new NameValue("uploadId", uploadId);
        return new
        {
            file = new { file.Name, file.Size, file.Type, objectInfo = new { key, metadata = new { } } },
            uploadId,
            parts = Enumerable.Range(1, (int)((file.Size + partSize - 1) / partSize)).Select(number => new
            {
                signedUrl = Sign(forBrowsers, "PUT", key, new NameValue("partNumber", $"{number}"), upload),
                partNumber = number,
                size = Math.Min(partSize, file.Size - ((number - 1) * partSize)),
            }),
            completeSignedUrl = Sign(forBrowsers, "POST", key, upload),
            abortSignedUrl = Sign(forBrowsers, "DELETE", key, upload),
        };
    }

    private string Sign(UrlPresigner presigner, string method, string key, params ReadOnlySpan<NameValue> query) => presigner.Presign(new()
    {
        Method = method,
        Target = PresignTarget.ForObject(key),
        SignedAt = clock.GetUtcNow(),
        Lifetime = TimeSpan.FromHours(1),
        Query = query,
    });

    private sealed record Ask(string Route, IReadOnlyList<AskedFile> Files);

    private sealed record AskedFile(string Name, long Size, string Type);
}
