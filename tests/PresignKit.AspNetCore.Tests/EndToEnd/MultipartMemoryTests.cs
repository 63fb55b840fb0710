using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace PresignKit.AspNetCore.Tests.EndToEnd;

/// <summary>What the backend keeps of uploads in parts: nothing. It takes minutes, so it runs only if asked for (<c>--explicit only</c>).</summary>
public sealed class MultipartMemoryTests
{
    private const int PartSize = 5 * 1024 * 1024;
    private const int Size = PartSize + 1000;

    [Fact(Explicit = true)]
    public async Task Memory_TwoHundredOpenUploads_IsThatOfTwenty()
    {
        await using var fixture = await StoreFixture.StartAsync(policy => (policy.MaximumSize, policy.PartSize) = (PartPlan.MaximumSize, PartSize));
        var file = Samples.Mp4(Size);
        var largest = await OpenAsync(fixture, PartPlan.MaximumSize);

        // Twenty requests at the same time fill the pools of buffers, as later ones do.
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => UploadAsync(fixture, file)));
        await SignAllAsync(fixture, largest);
        var before = Kept(fixture);

        var slots = new List<JsonElement>();
        for (var i = 0; i < 10; i++)
        {
            slots.AddRange(await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => SendAsync(fixture, file))));
        }

        // The plan with as many parts as there can be.
        await SignAllAsync(fixture, largest);
        var during = Kept(fixture);
        foreach (var slot in slots)
        {
            using var completed = await fixture.App.CompleteAsync(slot);
            Assert.Equal(HttpStatusCode.OK, completed.StatusCode);
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{before:N0} bytes after 20 uploads at once, {during:N0} with 200 open");
        Assert.InRange(during - before, long.MinValue, 20_000_000);
        Assert.Equal(220, fixture.App.Application.CatalogSize);
    }

    private static async Task SignAllAsync(StoreFixture fixture, JsonElement slot)
    {
        for (var first = 1; first <= PartPlan.MaximumCount; first += 1_000)
        {
            using var answer = await PostAsync(fixture, "/parts", new { token = Token(slot), numbers = Enumerable.Range(first, 1_000) });
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
    }

    /// <summary>The lines that the test captures do not count.</summary>
    private static long Kept(StoreFixture fixture)
    {
        fixture.App.Logs.Lines.Clear();
        return GC.GetTotalMemory(forceFullCollection: true);
    }

    private static async Task UploadAsync(StoreFixture fixture, byte[] file)
    {
        using var completed = await fixture.App.CompleteAsync(await SendAsync(fixture, file));
        Assert.Equal(HttpStatusCode.OK, completed.StatusCode);
    }

    private static async Task<JsonElement> SendAsync(StoreFixture fixture, byte[] file)
    {
        var slot = await OpenAsync(fixture, Size);
        using var answer = await PostAsync(fixture, "/parts", new { token = Token(slot), numbers = new[] { 1, 2 } });
        var parts = (await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).GetProperty("parts");
        foreach (var part in parts.EnumerateArray())
        {
            var start = (part.GetProperty("number").GetInt32() - 1) * PartSize;
            using var body = new ByteArrayContent(file, start, Math.Min(PartSize, file.Length - start));
            using var sent = await fixture.Browser.PutAsync(part.GetProperty("url").GetString(), body, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.OK, sent.StatusCode);
        }

        return slot;
    }

    private static Task<JsonElement> OpenAsync(StoreFixture fixture, long size) => fixture.App.OpenAsync(
        new { policy = "video", fileName = "clip.mp4", contentType = "video/mp4", size, transports = new[] { "multipart" } });

    private static Task<HttpResponseMessage> PostAsync(StoreFixture fixture, string route, object body) =>
        fixture.App.Client.PostAsJsonAsync("/files/slots" + route, body, TestContext.Current.CancellationToken);

    private static string Token(JsonElement slot) => slot.GetProperty("token").GetString()!;
}
