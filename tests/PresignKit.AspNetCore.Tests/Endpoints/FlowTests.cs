using System.Net;
using PresignKit.AspNetCore.Tests.Fakes;

namespace PresignKit.AspNetCore.Tests.Endpoints;

public sealed class FlowTests
{
    [Fact]
    public async Task Flow_CorrectUpload_IsAcceptedAndDownloadable()
    {
        await using var app = await TestApp.StartAsync();
        var slot = await app.OpenAsync(new
        {
            policy = "video", fileName = "Ferien am Öresund.mp4", contentType = "video/mp4", size = 64, context = new { album = "7" }, unknown = true,
        });

        Assert.Equal("put", slot.GetProperty("transport").GetString());
        var request = slot.GetProperty("request");
        Assert.Equal("PUT", request.GetProperty("method").GetString());
        Assert.StartsWith("https://store.test/media/", request.GetProperty("url").GetString(), StringComparison.Ordinal);
        Assert.Equal("video/mp4", request.GetProperty("headers").GetProperty("Content-Type").GetString());
        Assert.False(request.TryGetProperty("fields", out _));
        Assert.Equal("video/mp4", slot.GetProperty("contentType").GetString());
        Assert.Equal(64, slot.GetProperty("size").GetInt64());
        Assert.Equal(TestApp.Now.AddMinutes(15), slot.GetProperty("expiresAt").GetDateTimeOffset());
        var guarantees = slot.GetProperty("guarantees");
        Assert.Equal(
            ["size", "contentType", "checksum", "writeOnce", "isolation", "transfer"], guarantees.EnumerateObject().Select(p => p.Name));
        Assert.Equal("enforcedByStore", guarantees.GetProperty("isolation").GetString());
        Assert.Equal("notEnforced", guarantees.GetProperty("checksum").GetString());
        var key = slot.GetProperty("key").GetString()!;
        Assert.Equal(HttpStatusCode.OK, app.Send(slot));

        using var completed = await app.CompleteAsync(slot);
        var answer = await completed.ShouldBeAsync(HttpStatusCode.OK);

        Assert.Equal(["id", "key", "contentType", "size", "title"], answer.EnumerateObject().Select(p => p.Name));
        Assert.Equal("upload-1", answer.GetProperty("id").GetString());
        Assert.Equal(key, answer.GetProperty("key").GetString());
        Assert.Equal("Ferien am Öresund.mp4", answer.GetProperty("title").GetString());
        var (ticket, verified) = Assert.Single(app.Application.Accepted);
        Assert.Equal(
            ("anna", "media", "video", "video/mp4", 64L, key),
            (ticket.UserId, ticket.StoreName, ticket.Policy, ticket.ContentType, ticket.Size, verified.Key.Value));
        Assert.EndsWith("-1\"", verified.ETag, StringComparison.Ordinal);
        Assert.Null(verified.VersionId);
        Assert.Equal("7", ticket.Context["album"]);
        Assert.Empty(app.Application.Refused);
        using var download = await app.Client.GetAsync("/files/downloads/upload-1", TestContext.Current.CancellationToken);
        var url = await download.ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal($"https://store.test/media/{key}?X-Amz-Signature={MemoryStore.Signature}", url.GetProperty("url").GetString());
        Assert.Equal(new(2026, 3, 14, 15, 30, 0, TimeSpan.Zero), url.GetProperty("expiresAt").GetDateTimeOffset());
        Assert.Equal(UrlRefresh.After(new(2026, 3, 14, 15, 30, 0, TimeSpan.Zero), TestApp.Now).TotalSeconds, url.GetProperty("refreshAfter").GetDouble());
    }

    [Fact]
    public async Task Flow_FormUpload_ReturnsFieldsInOrder()
    {
        await using var app = await TestApp.StartAsync(setup => setup.Use(StoreKind.Form));

        var slot = await app.OpenAsync(64);

        Assert.Equal("post", slot.GetProperty("transport").GetString());
        Assert.Equal("POST", slot.GetProperty("request").GetProperty("method").GetString());
        Assert.Equal(
            ["key", "Content-Type", "x-amz-meta-presignkit-slot", "policy", "x-amz-signature"],
            slot.GetProperty("request").GetProperty("fields").EnumerateObject().Select(p => p.Name));
    }
}
