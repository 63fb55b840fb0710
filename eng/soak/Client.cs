using System.Net.Http.Json;
using System.Text.Json;

namespace PresignKit.Soak;

/// <summary>The holder of slots: opens, uploads, completes.</summary>
internal sealed class Client : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseCookies = false }) { Timeout = TimeSpan.FromMinutes(5) };

    public static async Task<JsonElement> OpenAsync(HttpClient http, Instance instance, int size)
    {
        using var answer = await http.PostAsJsonAsync(
            new Uri(instance.Address, "/uploads/slots"), new { policy = "video", fileName = "a.mp4", contentType = "video/mp4", size });
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    public Task<JsonElement> OpenAsync(Instance instance, int size) => OpenAsync(_http, instance, size);

    /// <summary>Sends the file to the store with everything that the slot says.</summary>
    public async Task<int> UploadAsync(JsonElement slot, byte[] file)
    {
        var request = slot.GetProperty("request");
        using var message = new HttpRequestMessage(new HttpMethod(request.GetProperty("method").GetString()!), request.GetProperty("url").GetString());
        if (slot.GetProperty("transport").GetString() == "put")
        {
            message.Content = new ByteArrayContent(file);
            foreach (var header in request.GetProperty("headers").EnumerateObject())
            {
                if (!message.Headers.TryAddWithoutValidation(header.Name, header.Value.GetString()))
                {
                    message.Content.Headers.TryAddWithoutValidation(header.Name, header.Value.GetString());
                }
            }
        }
        else
        {
            var form = new MultipartFormDataContent();
            foreach (var field in request.GetProperty("fields").EnumerateObject())
            {
                form.Add(new StringContent(field.Value.GetString()!) { Headers = { ContentType = null } }, $"\"{field.Name}\"");
            }

            form.Add(new ByteArrayContent(file), "\"file\"", "\"a.mp4\"");
            message.Content = form;
        }

        using var answer = await _http.SendAsync(message);
        return (int)answer.StatusCode;
    }

    public async Task<(int Status, JsonElement Body)> CompleteAsync(Instance instance, JsonElement slot)
    {
        using var answer = await _http.PostAsJsonAsync(
            new Uri(instance.Address, "/uploads/slots/complete"), new { token = slot.GetProperty("token").GetString() });
        return ((int)answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>());
    }

    public void Dispose() => _http.Dispose();
}
