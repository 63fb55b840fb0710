using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using PresignKit.AspNetCore.Tests.Fakes;

namespace PresignKit.AspNetCore.Tests.EndToEnd;

public sealed class UploadTests
{
    [Fact]
    public async Task Put_CorrectFile_IsAcceptedOnceAndStreamsInRanges()
    {
        await using var fixture = await StoreFixture.StartAsync();
        var file = Samples.Mp4(5000);
        var slot = await fixture.App.OpenAsync(5000);

        using var uploaded = await PutAsync(fixture, slot, file);
        using var first = await fixture.App.CompleteAsync(slot);
        using var second = await fixture.App.CompleteAsync(slot);

        Assert.Equal(HttpStatusCode.OK, uploaded.StatusCode);
        var answer = await first.ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal(answer.GetRawText(), (await second.ShouldBeAsync(HttpStatusCode.OK)).GetRawText());
        using var download = await fixture.App.Client.GetAsync(
            "/files/downloads/" + answer.GetProperty("id").GetString(), TestContext.Current.CancellationToken);
        var url = (await download.ShouldBeAsync(HttpStatusCode.OK)).GetProperty("url").GetString();
        using var request = new HttpRequestMessage(HttpMethod.Get, url) { Headers = { Range = new RangeHeaderValue(100, 199) } };
        using var range = await fixture.Browser.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.PartialContent, range.StatusCode);
        Assert.Equal(file[100..200], await range.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Put_AfterTheCompletion_IsRefusedByTheStoreAndChangesNothing()
    {
        await using var fixture = await StoreFixture.StartAsync();
        var slot = await fixture.App.OpenAsync(64);
        using var first = await PutAsync(fixture, slot, Samples.Html());
        using var second = await PutAsync(fixture, slot, Samples.Mp4());
        using var completed = await fixture.App.CompleteAsync(slot);
        var accepted = await FindAsync(fixture, slot);

        using var late = await PutAsync(fixture, slot, Samples.Html());
        using var again = await fixture.App.CompleteAsync(slot);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (first.StatusCode, second.StatusCode));
        await completed.ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal(HttpStatusCode.NotFound, late.StatusCode);
        await again.ShouldBeAsync(HttpStatusCode.OK);
        Assert.NotNull(accepted);
        Assert.Equal(accepted, await FindAsync(fixture, slot));
    }

    [Fact]
    public async Task Put_AfterTheObjectWasDeleted_IsRefusedByTheStoreAndTheSlotHasEnded()
    {
        await using var fixture = await StoreFixture.StartAsync();
        var slot = await fixture.App.OpenAsync(64);
        using var uploaded = await PutAsync(fixture, slot, Samples.Mp4());
        using var completed = await fixture.App.CompleteAsync(slot);
        var key = fixture.App.Application.Forget(slot.GetProperty("key").GetString()!);
        await fixture.App.Services.GetRequiredService<IObjectStore>().DeleteAsync(new(key), TestContext.Current.CancellationToken);

        using var late = await PutAsync(fixture, slot, Samples.Mp4());
        using var again = await fixture.App.CompleteAsync(slot);

        await completed.ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal(HttpStatusCode.NotFound, late.StatusCode);
        await again.ShouldFailAsync(HttpStatusCode.Gone, "slot-ended");
        Assert.Empty(await StoreFixture.KeysAsync(slot));
    }

    [Theory]
    [InlineData(65, "video/mp4")]
    [InlineData(63, "video/mp4")]
    [InlineData(64, "text/html")]
    public async Task Put_OtherThanDeclared_IsRefusedByTheStore(int size, string contentType)
    {
        await using var fixture = await StoreFixture.StartAsync();
        var slot = await fixture.App.OpenAsync(64);

        using var uploaded = await PutAsync(fixture, slot, Samples.Mp4(size), contentType);

        Assert.Equal(HttpStatusCode.Forbidden, uploaded.StatusCode);
        using var completed = await fixture.App.CompleteAsync(slot);
        await completed.ShouldFailAsync(HttpStatusCode.Conflict, "not-uploaded");
        Assert.Null(await FindAsync(fixture, slot));
    }

    [Fact]
    public async Task Put_PageDeclaredAsVideo_IsDeletedOnCompletion()
    {
        await using var fixture = await StoreFixture.StartAsync();
        var slot = await fixture.App.OpenAsync(64);
        using var uploaded = await PutAsync(fixture, slot, Samples.Html());
        Assert.Equal(HttpStatusCode.OK, uploaded.StatusCode);
        Assert.Null(await FindAsync(fixture, slot));

        using var completed = await fixture.App.CompleteAsync(slot);

        await completed.ShouldFailAsync(HttpStatusCode.UnprocessableEntity, "content-mismatch");
        Assert.Null(await FindAsync(fixture, slot));
        Assert.Single(fixture.App.Application.Refused);
        using var again = await fixture.App.CompleteAsync(slot);
        await again.ShouldFailAsync(HttpStatusCode.Gone, "slot-ended");
    }

    [Fact]
    public async Task Put_BinaryDeclaredAsTranscript_IsDeletedOnCompletion()
    {
        await using var fixture = await StoreFixture.StartAsync();
        var slot = await fixture.App.OpenAsync(64, "transcript", "", "clip.vtt");
        using var uploaded = await PutAsync(fixture, slot, new byte[64]);

        using var completed = await fixture.App.CompleteAsync(slot);

        Assert.Equal("text/vtt", slot.GetProperty("contentType").GetString());
        Assert.Equal(HttpStatusCode.OK, uploaded.StatusCode);
        await completed.ShouldFailAsync(HttpStatusCode.UnprocessableEntity, "content-mismatch");
        Assert.Null(await FindAsync(fixture, slot));
    }

    [Fact]
    public async Task Put_ByAnotherUser_CanBeNeitherCompletedNorDownloaded()
    {
        await using var fixture = await StoreFixture.StartAsync();
        using var ben = fixture.App.ClientOf("ben");
        var slot = await fixture.App.OpenAsync(64);
        using var uploaded = await PutAsync(fixture, slot, Samples.Mp4());

        using var stolen = await fixture.App.CompleteAsync(slot, ben);
        using var completed = await fixture.App.CompleteAsync(slot);

        await stolen.ShouldFailAsync(HttpStatusCode.Forbidden, "token-of-other-user");
        var id = (await completed.ShouldBeAsync(HttpStatusCode.OK)).GetProperty("id").GetString();
        using var download = await ben.GetAsync("/files/downloads/" + id, TestContext.Current.CancellationToken);
        await download.ShouldFailAsync(HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task Post_CorrectFile_IsAccepted()
    {
        await using var fixture = await StoreFixture.StartAsync(UseForms);
        var slot = await fixture.App.OpenAsync(64);

        using var uploaded = await fixture.PostAsync(slot, Samples.Mp4());
        using var completed = await fixture.App.CompleteAsync(slot);

        Assert.True(uploaded.IsSuccessStatusCode, await uploaded.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        await completed.ShouldBeAsync(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(65)]
    [InlineData(63)]
    public async Task Post_SizeOtherThanDeclared_IsRefusedByTheStore(int size)
    {
        await using var fixture = await StoreFixture.StartAsync(UseForms);
        var slot = await fixture.App.OpenAsync(64);

        using var uploaded = await fixture.PostAsync(slot, Samples.Mp4(size));
        using var completed = await fixture.App.CompleteAsync(slot);

        Assert.Equal(HttpStatusCode.BadRequest, uploaded.StatusCode);
        await completed.ShouldFailAsync(HttpStatusCode.Conflict, "not-uploaded");
        Assert.Null(await FindAsync(fixture, slot));
    }

    [Fact]
    public async Task Complete_StoreIsDown_Is503()
    {
        await using var fixture = await StoreFixture.StartAsync();
        var slot = await fixture.App.OpenAsync(64);
        await fixture.StopStoreAsync();

        using var completed = await fixture.App.CompleteAsync(slot);

        await completed.ShouldFailAsync(HttpStatusCode.ServiceUnavailable, "store-unavailable");
    }

    [Fact]
    public async Task Flow_Logs_ContainNoSecret()
    {
        await using var fixture = await StoreFixture.StartAsync();
        var good = await fixture.App.OpenAsync(64);
        var bad = await fixture.App.OpenAsync(64);
        using var uploaded = await PutAsync(fixture, good, Samples.Mp4());
        using var smuggled = await PutAsync(fixture, bad, Samples.Html());
        using var accepted = await fixture.App.CompleteAsync(good);
        using var refused = await fixture.App.CompleteAsync(bad);
        await accepted.ShouldBeAsync(HttpStatusCode.OK);
        var problem = await refused.ShouldBeAsync(HttpStatusCode.UnprocessableEntity);

        var everything = fixture.App.Logs.Lines.Select(l => l.Text).Append(problem.GetRawText()).ToArray();

        var url = good.GetProperty("request").GetProperty("url").GetString()!;
        string[] secrets =
        [
            StoreFixture.SecretAccessKey, url[(url.IndexOf("X-Amz-Signature=", StringComparison.Ordinal) + 16)..][..64],
            good.GetProperty("token").GetString()![..32], bad.GetProperty("token").GetString()![..32],
        ];
        Assert.Contains(fixture.App.Logs.Lines, line => line.Category.StartsWith("PresignKit.LocalS3", StringComparison.Ordinal));
        foreach (var secret in secrets)
        {
            Assert.DoesNotContain(everything, text => text.Contains(secret, StringComparison.Ordinal));
        }
    }

    private static void UseForms(UploadPolicyOptions policy) => policy.Transport = UploadTransport.Post;

    private static async Task<ObjectProperties?> FindAsync(StoreFixture fixture, JsonElement slot) =>
        await fixture.App.Services.GetRequiredService<IObjectStore>()
            .FindAsync(new ObjectKey(slot.GetProperty("key").GetString()!), TestContext.Current.CancellationToken);

    /// <summary>Sends the slot's request, as a browser does; a given content type replaces the slot's.</summary>
    private static async Task<HttpResponseMessage> PutAsync(StoreFixture fixture, JsonElement slot, byte[] file, string? contentType = null)
    {
        var signed = slot.GetProperty("request");
        using var request = new HttpRequestMessage(HttpMethod.Put, signed.GetProperty("url").GetString()) { Content = new ByteArrayContent(file) };
        foreach (var header in signed.GetProperty("headers").EnumerateObject())
        {
            if (!header.Name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase))
            {
                Assert.True(request.Headers.TryAddWithoutValidation(header.Name, header.Value.GetString()));
            }
        }

        request.Content.Headers.ContentType = new(contentType ?? slot.GetProperty("contentType").GetString()!);
        return await fixture.Browser.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
