using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace PresignKit.Packages.Tests.Consumers;

/// <summary>Uploads a file to a slot as the README tells pages to: by PUT with the slot's headers, or in a form after the slot's fields.</summary>
internal static class SlotUpload
{
    public static async Task<HttpStatusCode> SendAsync(JsonElement slot, ReadOnlyMemory<byte> file, CancellationToken cancellationToken)
    {
        var request = slot.GetProperty("request");
        using var client = new HttpClient();
        using var message = new HttpRequestMessage(new(request.GetProperty("method").GetString()!), request.GetProperty("url").GetString());
        message.Content = slot.GetProperty("transport").GetString() == "post"
            ? Form(request.GetProperty("fields"), file)
            : new ReadOnlyMemoryContent(file);
        foreach (var header in request.GetProperty("headers").EnumerateObject())
        {
            if (header.NameEquals("Content-Type"))
            {
                message.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(header.Value.GetString()!);
            }
            else
            {
                message.Headers.TryAddWithoutValidation(header.Name, header.Value.GetString());
            }
        }

        using var response = await client.SendAsync(message, cancellationToken);
        return response.StatusCode;
    }

    private static MultipartFormDataContent Form(JsonElement fields, ReadOnlyMemory<byte> file)
    {
        var form = new MultipartFormDataContent();
        foreach (var field in fields.EnumerateObject())
        {
            form.Add(new StringContent(field.Value.GetString()!) { Headers = { ContentType = null } }, Quoted(field.Name));
        }

        form.Add(new ReadOnlyMemoryContent(file), Quoted("file"), Quoted("a.mp4"));
        return form;
    }

    // Browsers quote names.
    private static string Quoted(string name) => $"\"{name}\"";
}
