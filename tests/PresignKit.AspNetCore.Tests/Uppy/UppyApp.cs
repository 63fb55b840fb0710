using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using PresignKit.AspNetCore.Tests.Fakes;

namespace PresignKit.AspNetCore.Tests.Uppy;

/// <summary>Sends the requests of <c>@uppy/aws-s3</c> 5.1.0 and 6.3.1 in Companion mode.</summary>
internal static class UppyApp
{
    public const int PartSize = 5 * 1024 * 1024;
    public const long Size = (2 * PartSize) + 100;

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static Task<TestApp> StartAsync(Action<TestAppSetup>? configure = null) => TestApp.StartAsync(setup => Configure(setup, configure));

    public static void Configure(TestAppSetup setup, Action<TestAppSetup>? configure = null)
    {
        setup.Video = policy =>
        {
            policy.MaximumSize = setup.Kind == StoreKind.Part ? 100L * 1024 * 1024 * 1024 : 5_000_000_000;
            policy.AllowForms = policy.Transport is null;
        };
        setup.Map = app =>
        {
            app.MapUppyCompanion("/companion", "video").RequireAuthorization();
            app.MapPresignKit("/files").RequireAuthorization();
        };
        configure?.Invoke(setup);
    }

    /// <summary>The query of GET s3/params for a small video.</summary>
    public static string Parameters(string? size = "64", string name = "clip.mp4", string more = "") =>
        $"s3/params?filename={Uri.EscapeDataString(name)}&type=video%2Fmp4&metadata%5Bname%5D={Uri.EscapeDataString(name)}&metadata%5Btype%5D=video%2Fmp4"
        + (size is null ? "" : $"&metadata%5Bsize%5D={size}") + more;

    public static async Task<JsonElement> FormAsync(TestApp app, HttpClient? client = null)
    {
        using var answer = await (client ?? app.Client).GetAsync("/companion/" + Parameters(), Cancellation);
        return await answer.ShouldBeAsync(HttpStatusCode.OK);
    }

    /// <summary>What the browser does with the answer to GET s3/params.</summary>
    public static HttpStatusCode Send(TestApp app, JsonElement form, byte[]? file = null) => app.Store.Send(
        form.GetProperty("url").GetString()!,
        form.GetProperty("fields").EnumerateObject().Select(field => KeyValuePair.Create(field.Name, field.Value.GetString()!)),
        file ?? Samples.Mp4());

    public static Task<HttpResponseMessage> CompleteFormAsync(TestApp app, string key, HttpClient? client = null) =>
        (client ?? app.Client).PostAsJsonAsync("/companion/s3/complete", new { key }, Cancellation);

    public static string FormKey(JsonElement form) => form.GetProperty("fields").GetProperty("key").GetString()!;

    public static Task<HttpResponseMessage> PostCreateAsync(HttpClient client, object metadata, string name = "clip.mp4", string type = "video/mp4") =>
        client.PostAsJsonAsync("/companion/s3/multipart", new { filename = name, type, metadata }, Cancellation);

    public static async Task<UppyUpload> CreateAsync(TestApp app, HttpClient? client = null, object? metadata = null)
    {
        using var answer = await PostCreateAsync(client ?? app.Client, metadata ?? new { name = "clip.mp4", type = "video/mp4", size = $"{Size}" });
        var created = await answer.ShouldBeAsync(HttpStatusCode.OK);
        return new(app, client ?? app.Client, created.GetProperty("uploadId").GetString()!, created.GetProperty("key").GetString()!);
    }

    /// <summary>The first part begins like a video.</summary>
    public static byte[] Part(int number, long size)
    {
        var bytes = new byte[size];
        Array.Fill(bytes, (byte)number);
        if (number == 1)
        {
            Samples.Mp4().CopyTo(bytes, 0);
        }

        return bytes;
    }
}

/// <summary>An upload in parts as Uppy knows it.</summary>
internal sealed record UppyUpload(TestApp App, HttpClient Client, string Id, string Key)
{
    private string Query => $"?key={Uri.EscapeDataString(Key)}";

    public Task<HttpResponseMessage> GetPartAsync(string number) => Client.GetAsync(Address($"/{number}") + Query, UppyApp.Cancellation);

    public async Task<string> SignAsync(int number)
    {
        using var answer = await GetPartAsync($"{number}");
        return (await answer.ShouldBeAsync(HttpStatusCode.OK)).GetProperty("url").GetString()!;
    }

    public Task<HttpResponseMessage> GetBatchAsync(string numbers) =>
        Client.GetAsync(Address("/batch") + Query + "&partNumbers=" + numbers, UppyApp.Cancellation);

    public Task<HttpResponseMessage> GetListAsync() => Client.GetAsync(Address("") + Query, UppyApp.Cancellation);

    public async Task<JsonElement[]> ListAsync()
    {
        using var answer = await GetListAsync();
        return [.. (await answer.ShouldBeAsync(HttpStatusCode.OK)).EnumerateArray()];
    }

    /// <summary>Completes with entity tags in all forms that Uppy sends.</summary>
    public Task<HttpResponseMessage> CompleteAsync(string? body = null)
    {
        body ??= """
            {"parts":[{"PartNumber":1,"ETag":"\"0123\""},{"PartNumber":2,"ETag":"0123","etag":"\"0123\"","content-length":"0"},{"PartNumber":3,"ETag":"x"}]}
            """;
        return Client.PostAsync(
            Address("/complete") + Query, new StringContent(body, Encoding.UTF8, "application/json"), UppyApp.Cancellation);
    }

    public Task<HttpResponseMessage> DeleteAsync() => Client.DeleteAsync(Address("") + Query, UppyApp.Cancellation);

    public async Task SendAsync(params int[] numbers)
    {
        foreach (var number in numbers)
        {
            var size = Math.Min(UppyApp.PartSize, UppyApp.Size - ((number - 1) * (long)UppyApp.PartSize));
            Assert.Equal(HttpStatusCode.OK, App.Store.Send(await SignAsync(number), [], UppyApp.Part(number, size)));
        }
    }

    private string Address(string rest) => $"/companion/s3/multipart/{Uri.EscapeDataString(Id)}{rest}";
}
