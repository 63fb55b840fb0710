using System.Net.Http.Headers;

namespace PresignKit.Recipes.Tests.Hosting;

/// <summary>Sends a file with a slot, as its holder does.</summary>
internal static class SlotRequests
{
    /// <exception cref="HttpRequestException">The store refused it.</exception>
    public static async Task SendAsync(PresignedUpload request, byte[] file, CancellationToken cancellationToken)
    {
        using var client = new HttpClient();
        using var message = new HttpRequestMessage(new(request.Method), request.RevealUrl());
        if (request.RevealFields() is { Count: > 0 } fields)
        {
            var form = new MultipartFormDataContent();
            foreach (var (name, value) in fields)
            {
                form.Add(new StringContent(value) { Headers = { ContentType = null } }, $"\"{name}\"");
            }

            form.Add(new ByteArrayContent(file), "\"file\"", "\"file\"");
            message.Content = form;
        }
        else
        {
            message.Content = new ByteArrayContent(file);
        }

        foreach (var (name, value) in request.Headers)
        {
            if (name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase))
            {
                message.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(value);
            }
            else
            {
                message.Headers.TryAddWithoutValidation(name, value);
            }
        }

        using var response = await client.SendAsync(message, cancellationToken);
        response.EnsureSuccessStatusCode();
    }
}
