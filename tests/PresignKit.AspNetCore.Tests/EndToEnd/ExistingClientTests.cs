using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using PresignKit.AspNetCore.Endpoints;
using PresignKit.AspNetCore.Tests.Fakes;

namespace PresignKit.AspNetCore.Tests.EndToEnd;

/// <summary>The routes of Uppy and Active Storage at a store that verifies every signature.</summary>
public sealed class ExistingClientTests
{
    private const int PartSize = 5 * 1024 * 1024;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Uppy_Form_IsTakenByTheStoreAndCompletedByThePage()
    {
        await using var fixture = await StartAsync();
        var file = Samples.Mp4(5000);
        using var opened = await fixture.App.Client.GetAsync(
            "/companion/s3/params?filename=Gr%C3%BC%C3%9Fe.mp4&type=video%2Fmp4&metadata%5Bsize%5D=5000", Cancellation);
        var form = await opened.ShouldBeAsync(HttpStatusCode.OK);

        using var sent = await fixture.PostAsync(JsonSerializer.SerializeToElement(new { request = form }), file);
        using var longer = await fixture.PostAsync(JsonSerializer.SerializeToElement(new { request = form }), Samples.Mp4(5001));
        var key = form.GetProperty("fields").GetProperty("key").GetString();
        using var completed = await fixture.App.Client.PostAsJsonAsync("/companion/s3/complete", new { key }, Cancellation);

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.BadRequest), (sent.StatusCode, longer.StatusCode));
        var answer = await completed.ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal(file, await fixture.DownloadAsync(answer.GetProperty("id").GetString()!));
    }

    [Fact]
    public async Task Uppy_Parts_AreTakenByTheStoreInTheirExactSizes()
    {
        await using var fixture = await StartAsync();
        var file = Samples.Mp4(PartSize + 1000);
        using var created = await fixture.App.Client.PostAsJsonAsync(
            "/companion/s3/multipart",
            new { filename = "clip.mp4", type = "video/mp4", metadata = new { name = "clip.mp4", size = $"{file.Length}" } },
            Cancellation);
        var upload = await created.ShouldBeAsync(HttpStatusCode.OK);
        var address = $"/companion/s3/multipart/{Uri.EscapeDataString(upload.GetProperty("uploadId").GetString()!)}";
        var query = $"?key={Uri.EscapeDataString(upload.GetProperty("key").GetString()!)}";
        var tags = new List<string>();
        foreach (var (number, part) in new[] { (1, file[..PartSize]), (2, file[PartSize..]) })
        {
            using var signed = await fixture.App.Client.GetAsync($"{address}/{number}{query}", Cancellation);
            var url = (await signed.ShouldBeAsync(HttpStatusCode.OK)).GetProperty("url").GetString();
            using var shorter = await fixture.Browser.PutAsync(url, new ByteArrayContent(part[..^1]), Cancellation);
            using var sent = await fixture.Browser.PutAsync(url, new ByteArrayContent(part), Cancellation);
            Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.OK), (shorter.StatusCode, sent.StatusCode));
            tags.Add(sent.Headers.ETag!.Tag);
        }

        using var listed = await fixture.App.Client.GetAsync(address + query, Cancellation);
        var parts = await listed.ShouldBeAsync(HttpStatusCode.OK);
        var list = new { parts = new object[] { new { PartNumber = 1, ETag = tags[0] }, new { PartNumber = 2, ETag = tags[1].Trim('"') } } };
        using var completed = await fixture.App.Client.PostAsJsonAsync(address + "/complete" + query, list, JsonSerializerOptions.Default, Cancellation);

        Assert.Equal(tags, parts.EnumerateArray().Select(part => part.GetProperty("ETag").GetString()!));
        var answer = await completed.ShouldBeAsync(HttpStatusCode.OK);
        Assert.EndsWith("/media/" + answer.GetProperty("key").GetString(), answer.GetProperty("location").GetString(), StringComparison.Ordinal);
        Assert.Equal(file, await fixture.DownloadAsync(answer.GetProperty("id").GetString()!));
    }

    [Fact]
    public async Task ActiveStorage_Checksum_IsComparedByTheStore()
    {
        await using var fixture = await StartAsync();
        var file = Samples.Mp4(5000);
#pragma warning disable CA5351 // What Active Storage computes.
        var checksum = Convert.ToBase64String(MD5.HashData(file));
#pragma warning restore CA5351
        using var opened = await fixture.App.Client.PostAsJsonAsync(
            "/rails/active_storage/direct_uploads",
            new { blob = new { filename = "clip.mp4", content_type = "video/mp4", byte_size = 5000, checksum } },
            Cancellation);
        var blob = await opened.ShouldBeAsync(HttpStatusCode.OK);
        var damaged = file.ToArray();
        damaged[^1] ^= 1;

        Assert.Equal(HttpStatusCode.BadRequest, await PutAsync(fixture, blob, damaged));
        Assert.Equal(HttpStatusCode.Forbidden, await PutAsync(fixture, blob, damaged, withChecksum: false));
        Assert.Equal(HttpStatusCode.OK, await PutAsync(fixture, blob, file));
        using var scope = fixture.App.Services.CreateScope();
        var result = await scope.ServiceProvider.GetRequiredService<ISlotCompletion>().CompleteAsync(
            blob.GetProperty("signed_id").GetString()!, UserIdentity.Restore("anna"), Cancellation);

        Assert.True(result.IsAccepted, result.Detail);
        Assert.Equal(file, await fixture.DownloadAsync(result.Id));
    }

    private static Task<StoreFixture> StartAsync() => StoreFixture.StartAsync(
        policy => (policy.MaximumSize, policy.AllowForms) = (PartPlan.MaximumSize, true),
        map: app =>
        {
            app.MapUppyCompanion("/companion", "video").RequireAuthorization();
            app.MapActiveStorageDirectUploads("/rails/active_storage/direct_uploads", "video").RequireAuthorization();
            app.MapPresignKit("/files").RequireAuthorization();
        });

    private static async Task<HttpStatusCode> PutAsync(StoreFixture fixture, JsonElement blob, byte[] file, bool withChecksum = true)
    {
        var target = blob.GetProperty("direct_upload");
        using var request = new HttpRequestMessage(HttpMethod.Put, target.GetProperty("url").GetString()) { Content = new ByteArrayContent(file) };
        foreach (var header in target.GetProperty("headers").EnumerateObject().Where(header => withChecksum || header.Name != "Content-MD5"))
        {
            Assert.True(request.Headers.TryAddWithoutValidation(header.Name, header.Value.GetString())
                || request.Content.Headers.TryAddWithoutValidation(header.Name, header.Value.GetString()));
        }

        using var answer = await fixture.Browser.SendAsync(request, Cancellation);
        return answer.StatusCode;
    }
}
