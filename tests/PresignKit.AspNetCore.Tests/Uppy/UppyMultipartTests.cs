using System.Net;
using System.Text.Json;
using PresignKit.AspNetCore.Tests.Fakes;

namespace PresignKit.AspNetCore.Tests.Uppy;

/// <summary>Uploads in parts by Uppy's routes, at a store in memory.</summary>
public sealed class UppyMultipartTests
{
    [Fact]
    public async Task Upload_AllParts_IsAcceptedAndSaysTheSameEachTime()
    {
        await using var app = await UppyApp.StartAsync();
        var upload = await UppyApp.CreateAsync(app);
        await upload.SendAsync(3, 1, 2);

        using var first = await upload.CompleteAsync();
        using var second = await upload.CompleteAsync();

        var answer = await first.ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal(answer.GetRawText(), (await second.ShouldBeAsync(HttpStatusCode.OK)).GetRawText());
        var stored = Assert.Single(app.Store.Stored);
        Assert.Equal(stored, answer.GetProperty("key").GetString());
        Assert.Equal("https://store.test/media/" + stored, answer.GetProperty("location").GetString());
        Assert.Equal("upload-1", answer.GetProperty("id").GetString());
        var (ticket, _) = Assert.Single(app.Application.Accepted);
        Assert.Equal(("anna", "clip.mp4", UppyApp.Size, "video"), (ticket.UserId, ticket.FileName, ticket.Size, ticket.Policy));
        Assert.Empty(ticket.Context);
        Assert.Equal(0, app.Store.OpenUploads);
    }

    [Fact]
    public async Task Create_Answer_HasAShortKeyThatIsNoSlotToken()
    {
        await using var app = await UppyApp.StartAsync();

        using var created = await UppyApp.PostCreateAsync(app.Client, new { size = UppyApp.Size, relativePath = (string?)null });

        var answer = await created.ShouldBeAsync(HttpStatusCode.OK);
        var key = answer.GetProperty("key").GetString()!;
        Assert.InRange(key.Length, 100, 1_000);
        Assert.Equal("notEnforced", answer.GetProperty("guarantees").GetProperty("transfer").GetString());
        Assert.Equal("enforcedByStore", answer.GetProperty("guarantees").GetProperty("size").GetString());
        using var completed = await app.CompleteAsync(JsonSerializer.SerializeToElement(new { token = key }));
        await completed.ShouldFailAsync(HttpStatusCode.BadRequest, "token-invalid");
    }

    [Theory]
    [InlineData(60_000L * 1024 * 1024, null, 6_291_456)]
    [InlineData(60_000L * 1024 * 1024 + 1, null, 6_291_457)]
    [InlineData(100, null, 5_242_880)]
    [InlineData(100_000_000, "33554432", 33_554_432)]
    public async Task Create_PartSize_IsThatOfUppy(long size, string? chunkSize, long expected)
    {
        await using var app = await UppyApp.StartAsync();
        var upload = await UppyApp.CreateAsync(app, metadata: chunkSize is null ? new { size } : new { size = $"{size}", chunkSize });
        var last = (int)((size - 1) / expected) + 1;

        using var inside = await upload.GetPartAsync($"{last}");
        using var outside = await upload.GetPartAsync($"{last + 1}");

        await inside.ShouldBeAsync(HttpStatusCode.OK);
        var problem = await outside.ShouldFailAsync(HttpStatusCode.BadRequest, "part-number-invalid");
        Assert.Equal($"{last}", problem.GetProperty("limit").GetString());
    }

    [Fact]
    public async Task Sign_Part_HasTheUrlAlone()
    {
        await using var app = await UppyApp.StartAsync();
        var upload = await UppyApp.CreateAsync(app);

        using var answer = await upload.GetPartAsync("2");

        var signed = await answer.ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal(["url"], signed.EnumerateObject().Select(field => field.Name));
        Assert.Contains("partNumber=2", signed.GetProperty("url").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Batch_Numbers_AreSignedByNumber()
    {
        await using var app = await UppyApp.StartAsync();
        var upload = await UppyApp.CreateAsync(app);

        using var answer = await upload.GetBatchAsync("3,1");

        var urls = (await answer.ShouldBeAsync(HttpStatusCode.OK)).GetProperty("presignedUrls").EnumerateObject().ToArray();
        Assert.Equal(["3", "1"], urls.Select(url => url.Name));
        Assert.All(urls, url => Assert.Contains($"partNumber={url.Name}&", url.Value.GetString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task List_WholePartsOnly_AreListedAsAPlainArray()
    {
        await using var app = await UppyApp.StartAsync();
        var upload = await UppyApp.CreateAsync(app);
        await upload.SendAsync(1);
        Assert.Equal(HttpStatusCode.OK, app.Store.Send(await upload.SignAsync(2), [], new byte[7]));

        var part = Assert.Single(await upload.ListAsync());

        Assert.Equal((1, UppyApp.PartSize), (part.GetProperty("PartNumber").GetInt32(), part.GetProperty("Size").GetInt64()));
        Assert.NotEmpty(part.GetProperty("ETag").GetString()!);
    }

    /// <summary>The page was reloaded while the completion was in flight: Uppy lists the parts, and completes.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task List_UploadThatWasCompleted_LetsUppyCompleteAgain(bool wasInterrupted)
    {
        await using var app = await UppyApp.StartAsync();
        var upload = await UppyApp.CreateAsync(app);
        await upload.SendAsync(1, 2, 3);
        app.Application.AcceptFails = wasInterrupted ? new InvalidOperationException("killed") : null;
        using var first = await upload.CompleteAsync();
        app.Application.AcceptFails = null;

        var parts = await upload.ListAsync();
        using var second = await upload.CompleteAsync(JsonSerializer.Serialize(new { parts }));

        Assert.Equal([1, 2, 3], parts.Select(part => part.GetProperty("PartNumber").GetInt32()));
        Assert.Equal([UppyApp.PartSize, UppyApp.PartSize, 100], parts.Select(part => part.GetProperty("Size").GetInt64()));
        await second.ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal(1, app.Application.CatalogSize);
    }

    [Fact]
    public async Task Complete_PartsMissing_SaysWhichAndUppyGoesOn()
    {
        await using var app = await UppyApp.StartAsync();
        var upload = await UppyApp.CreateAsync(app);
        await upload.SendAsync(1, 3);

        using var early = await upload.CompleteAsync();
        await upload.SendAsync(2);
        using var late = await upload.CompleteAsync();

        var problem = await early.ShouldFailAsync(HttpStatusCode.Conflict, "upload-incomplete");
        Assert.Equal(problem.GetProperty("detail").GetString(), problem.GetProperty("message").GetString());
        await late.ShouldBeAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Delete_OpenUpload_AnswersAnObjectAndEndsIt()
    {
        await using var app = await UppyApp.StartAsync();
        var upload = await UppyApp.CreateAsync(app);
        await upload.SendAsync(1);

        using var first = await upload.DeleteAsync();
        using var second = await upload.DeleteAsync();
        using var completed = await upload.CompleteAsync();

        Assert.Equal("{}", (await first.ShouldBeAsync(HttpStatusCode.OK)).GetRawText());
        await second.ShouldBeAsync(HttpStatusCode.OK);
        await completed.ShouldFailAsync(HttpStatusCode.Gone, "slot-ended");
        Assert.Equal((0, 0), (app.Store.OpenUploads, app.Store.Stored.Count));
    }

    [Fact]
    public async Task Delete_AcceptedUpload_IsRefused()
    {
        await using var app = await UppyApp.StartAsync();
        var upload = await UppyApp.CreateAsync(app);
        await upload.SendAsync(1, 2, 3);
        using var completed = await upload.CompleteAsync();

        using var deleted = await upload.DeleteAsync();

        await deleted.ShouldFailAsync(HttpStatusCode.Conflict, "upload-completed");
        Assert.Single(app.Store.Stored);
    }

    /// <summary>The key cannot be renewed, so the application is asked again at each signature once the policy's time has passed.</summary>
    [Fact]
    public async Task Sign_AfterThePoliciesLifetime_AsksTheApplicationAgain()
    {
        await using var app = await UppyApp.StartAsync();
        var upload = await UppyApp.CreateAsync(app);
        await upload.SendAsync(1);
        app.Clock.Advance(TimeSpan.FromMinutes(16));

        await upload.SendAsync(2);
        app.Application.Decide = _ => UploadDecision.Deny("The account was closed.");
        using var denied = await upload.GetPartAsync("3");
        app.Application.Decide = _ => UploadDecision.Allow();
        await upload.SendAsync(3);
        app.Clock.Advance(TimeSpan.FromHours(3));
        app.Application.Decide = _ => UploadDecision.Deny("The account was closed.");
        using var deniedCompletion = await upload.CompleteAsync();
        app.Application.Decide = _ => UploadDecision.Allow();
        using var completed = await upload.CompleteAsync();

        Assert.Equal([false, true, true, true, true, true], app.Application.Authorized.Select(ticket => ticket.IsRenewal));
        var problem = await denied.ShouldFailAsync(HttpStatusCode.Forbidden, "upload-not-allowed");
        Assert.Equal("The account was closed.", problem.GetProperty("message").GetString());
        await deniedCompletion.ShouldFailAsync(HttpStatusCode.Forbidden, "upload-not-allowed");
        await completed.ShouldBeAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Upload_TwoInstances_ShareNothingButTheStore()
    {
        await using var app = await UppyApp.StartAsync();
        await using var other = await app.StartAnotherAsync(setup => UppyApp.Configure(setup));
        var upload = await UppyApp.CreateAsync(app);
        await upload.SendAsync(1, 2);

        await (upload with { Client = other.Client }).SendAsync(3);
        using var completed = await (upload with { Client = other.Client }).CompleteAsync();

        await completed.ShouldBeAsync(HttpStatusCode.OK);
    }

    /// <summary>A sweep completes what the browser has sent, and Uppy gets its answer when it comes back.</summary>
    [Fact]
    public async Task Create_CompleteAbandoned_KeepsASlotToken()
    {
        await using var app = await UppyApp.StartAsync(setup => setup.Endpoints = options => options.CompleteAbandoned = true);
        var upload = await UppyApp.CreateAsync(app);
        await upload.SendAsync(1, 2, 3);
        Assert.Single(app.Store.Records);

        using var completed = await upload.CompleteAsync();

        await completed.ShouldBeAsync(HttpStatusCode.OK);
        Assert.Empty(app.Store.Records);
    }
}
