using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using PresignKit.AspNetCore.Tests.Fakes;

namespace PresignKit.AspNetCore.Tests.EndToEnd;

/// <summary>A browser dies after the last part, at a store that verifies every signature, and a sweep completes its upload.</summary>
public sealed class AbandonedUploadTests
{
    private const int PartSize = 5 * 1024 * 1024;
    private const int Size = PartSize + 100;
    private const string Folder = "accepted-slots/sealed-tokens/";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Sweep_BrowserDiedAfterTheLastPart_TheApplicationHasTheFile()
    {
        await using var fixture = await StoreFixture.StartAsync(
            policy => (policy.MaximumSize, policy.PartSize) = (20_000_000, PartSize),
            endpoints: options => options.CompleteAbandoned = true);
        var file = Samples.Mp4(Size);
        var (whole, half) = (await OpenAsync(fixture), await OpenAsync(fixture));
        await SendAsync(fixture, whole, file, 1, 2);
        await SendAsync(fixture, half, file, 2);
        var tokens = await KeysAsync(fixture, Folder);

        var early = await SweepAsync(fixture, TimeSpan.FromHours(1));
        var report = await SweepAsync(fixture, TimeSpan.Zero);

        Assert.Equal((0, 2), (early.Completed, tokens.Count));
        Assert.Equal((1, 0), (report.Completed, report.Removed));
        var (ticket, verified) = Assert.Single(fixture.App.Application.Accepted);
        Assert.Equal(Key(whole), ticket.SlotKey.Value);
        Assert.Single(report.Kept, item => item.Reason == SweepReasons.UploadIncomplete);
        Assert.Single(await KeysAsync(fixture, Folder));
        await using var stream = await Objects(fixture).OpenReadAsync(verified.Key, cancellationToken: Cancellation);
        using var stored = new MemoryStream();
        await stream.CopyToAsync(stored, Cancellation);
        Assert.Equal(file, stored.ToArray());

        // Both browsers come back.
        using var first = await fixture.App.CompleteAsync(whole);
        using var second = await fixture.App.CompleteAsync(whole);
        var answer = await first.ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal(answer.GetRawText(), (await second.ShouldBeAsync(HttpStatusCode.OK)).GetRawText());
        await SendAsync(fixture, half, file, 1);
        using var third = await fixture.App.CompleteAsync(half);
        await third.ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal(2, fixture.App.Application.CatalogSize);
        Assert.Empty(await KeysAsync(fixture, Folder));
    }

    /// <summary>The client has found damage, and is gone: a sweep, which has no checksums of it, must not accept the file.</summary>
    [Theory]
    [InlineData("md5", "parts-differ", 16)]
    [InlineData("crc64nvme", "transfer-mismatch", 8)]
    public async Task Sweep_ClientHasFoundDamage_IsNotCompleted(string algorithm, string code, int length)
    {
        await using var fixture = await StoreFixture.StartAsync(
            policy => (policy.MaximumSize, policy.PartSize) = (20_000_000, PartSize),
            endpoints: options => options.CompleteAbandoned = true);
        var slot = await OpenAsync(fixture);
        await SendAsync(fixture, slot, Samples.Mp4(Size), 1, 2);
        var wrong = Convert.ToBase64String(new byte[length]);

        using var refused = await fixture.App.Client.PostAsJsonAsync(
            "/files/slots/complete",
            new { token = slot.GetProperty("token").GetString(), transferChecksums = new { algorithm, parts = new[] { wrong, wrong } } },
            Cancellation);
        var report = await SweepAsync(fixture, TimeSpan.Zero);

        Assert.Equal(code, (await refused.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("code").GetString());
        Assert.Equal(0, report.Completed);
        Assert.Empty(fixture.App.Application.Accepted);
        Assert.Empty(await KeysAsync(fixture, Folder));
    }

    private static IObjectStore Objects(StoreFixture fixture) => fixture.App.Services.GetRequiredService<IObjectStore>();

    private static Task<SweepReport> SweepAsync(StoreFixture fixture, TimeSpan completeAfter) => fixture.App.Services.GetRequiredService<IUploadSweeper>()
        .SweepAsync("media", new() { Delete = true, CompleteAfter = completeAfter }, cancellationToken: Cancellation);

    private static async Task<IReadOnlyList<string>> KeysAsync(StoreFixture fixture, string prefix)
    {
        var keys = new List<string>();
        await foreach (var listed in Objects(fixture).ListAsync(prefix, Cancellation))
        {
            keys.Add(listed.Key);
        }

        return keys;
    }

    private static Task<JsonElement> OpenAsync(StoreFixture fixture) => fixture.App.OpenAsync(new
    {
        policy = "video", fileName = "clip.mp4", contentType = "video/mp4", size = Size, transports = new[] { "multipart" },
    });

    private static async Task SendAsync(StoreFixture fixture, JsonElement slot, byte[] file, params int[] numbers)
    {
        using var signed = await fixture.App.Client.PostAsJsonAsync(
            "/files/slots/parts", new { token = slot.GetProperty("token").GetString(), numbers }, Cancellation);
        foreach (var part in (await signed.ShouldBeAsync(HttpStatusCode.OK)).GetProperty("parts").EnumerateArray())
        {
            var start = (part.GetProperty("number").GetInt32() - 1) * PartSize;
            using var content = new ByteArrayContent(file[start..Math.Min(file.Length, start + PartSize)]);
            using var sent = await fixture.Browser.PutAsync(part.GetProperty("url").GetString(), content, Cancellation);
            Assert.Equal(HttpStatusCode.OK, sent.StatusCode);
        }
    }

    private static string Key(JsonElement slot) => slot.GetProperty("key").GetString()!;
}
