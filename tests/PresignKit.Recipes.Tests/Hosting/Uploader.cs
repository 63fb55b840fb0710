using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace PresignKit.Recipes.Tests.Hosting;

// <recipe:uploader>
/// <summary>Does what a page does: opens a slot, sends the file to the store, and completes the slot.</summary>
internal sealed class Uploader(HttpClient app)
{
    public async Task<JsonElement> OpenAsync(string policy, string fileName, string contentType, byte[] file, CancellationToken cancellationToken)
    {
        using var response = await app.PostAsJsonAsync(
            "/api/uploads/slots", new { policy, fileName, contentType, size = file.Length }, cancellationToken);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
    }

    public static async Task<HttpResponseMessage> SendAsync(JsonElement slot, byte[] file, CancellationToken cancellationToken)
    {
        var request = slot.GetProperty("request");
        using var message = new HttpRequestMessage(new(request.GetProperty("method").GetString()!), request.GetProperty("url").GetString());
        message.Content = request.TryGetProperty("fields", out var fields) ? Form(fields, file) : new ByteArrayContent(file);
        foreach (var header in request.GetProperty("headers").EnumerateObject())
        {
            if (header.Name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase))
            {
                message.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(header.Value.GetString()!);
            }
            else
            {
                message.Headers.TryAddWithoutValidation(header.Name, header.Value.GetString());
            }
        }

        using var store = new HttpClient();
        return await store.SendAsync(message, cancellationToken);
    }

    public Task<HttpResponseMessage> CompleteAsync(JsonElement slot, CancellationToken cancellationToken) =>
        app.PostAsJsonAsync("/api/uploads/slots/complete", new { token = slot.GetProperty("token").GetString() }, cancellationToken);

    public async Task<JsonElement> UploadAsync(
        string policy, string fileName, string contentType, byte[] file, CancellationToken cancellationToken)
    {
        var slot = await OpenAsync(policy, fileName, contentType, file, cancellationToken);
        using var sent = await SendAsync(slot, file, cancellationToken);
        sent.EnsureSuccessStatusCode();
        using var completed = await CompleteAsync(slot, cancellationToken);
        completed.EnsureSuccessStatusCode();
        return await completed.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
    }

    public async Task<byte[]> DownloadAsync(string id, CancellationToken cancellationToken)
    {
        var answer = await app.GetFromJsonAsync<JsonElement>($"/api/uploads/downloads/{id}", cancellationToken);
        using var store = new HttpClient();
        return await store.GetByteArrayAsync(answer.GetProperty("url").GetString(), cancellationToken);
    }

    private static MultipartFormDataContent Form(JsonElement fields, byte[] file)
    {
        var form = new MultipartFormDataContent();
        foreach (var field in fields.EnumerateObject())
        {
            form.Add(new StringContent(field.Value.GetString()!) { Headers = { ContentType = null } }, $"\"{field.Name}\"");
        }

        form.Add(new ByteArrayContent(file), "\"file\"", "\"file\"");
        return form;
    }
}

// </recipe:uploader>
