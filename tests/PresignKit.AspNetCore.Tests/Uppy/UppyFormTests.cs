using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using PresignKit.AspNetCore.Tests.Fakes;

namespace PresignKit.AspNetCore.Tests.Uppy;

/// <summary>Small files, which Uppy sends by a form, and which the page completes.</summary>
public sealed class UppyFormTests
{
    [Theory]
    [InlineData(StoreKind.Part)]
    [InlineData(StoreKind.Put)]
    [InlineData(StoreKind.Form)]
    [InlineData(StoreKind.VersionedForm)]
    public async Task Form_SentAndCompletedByThePage_IsAcceptedAndSaysTheSameEachTime(StoreKind kind)
    {
        await using var app = await UppyApp.StartAsync(setup => setup.Use(kind));
        var form = await UppyApp.FormAsync(app);
        Assert.Equal(HttpStatusCode.OK, UppyApp.Send(app, form));

        using var first = await UppyApp.CompleteFormAsync(app, UppyApp.FormKey(form));
        using var second = await UppyApp.CompleteFormAsync(app, UppyApp.FormKey(form));

        var answer = await first.ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal(answer.GetRawText(), (await second.ShouldBeAsync(HttpStatusCode.OK)).GetRawText());
        Assert.Equal(("upload-1", "video/mp4", 64L, "clip.mp4"), (
            answer.GetProperty("id").GetString(), answer.GetProperty("contentType").GetString(), answer.GetProperty("size").GetInt64(),
            answer.GetProperty("title").GetString()));
        Assert.Equal(answer.GetProperty("key").GetString(), Assert.Single(app.Store.Stored));
    }

    [Fact]
    public async Task Parameters_Answer_IsAFormWithAConcreteKeyAndNoExpiry()
    {
        await using var app = await UppyApp.StartAsync();

        var form = await UppyApp.FormAsync(app);

        Assert.Equal(["method", "url", "fields", "guarantees"], form.EnumerateObject().Select(field => field.Name));
        Assert.Equal("POST", form.GetProperty("method").GetString());
        var fields = form.GetProperty("fields").EnumerateObject().Select(field => field.Name).ToArray();
        Assert.Equal("key", fields[0]);
        Assert.DoesNotContain("${filename}", UppyApp.FormKey(form), StringComparison.Ordinal);
        Assert.Empty(fields.Intersect(["file", "redirect", "success_action_redirect"]));
        Assert.Equal("notEnforced", form.GetProperty("guarantees").GetProperty("transfer").GetString());
        Assert.Equal("verifiedOnCompletion", form.GetProperty("guarantees").GetProperty("writeOnce").GetString());
    }

    [Fact]
    public async Task Parameters_OtherMetadata_IsTheContext()
    {
        await using var app = await UppyApp.StartAsync();

        const string more = "&metadata%5Balbum%5D=42&metadata%5B%C3%BCber%5D=a%2Bb+c&metadata%5B__proto__%5D=x&metadata%5BrelativePath%5D=null";
        using var answer = await app.Client.GetAsync("/companion/" + UppyApp.Parameters(name: "Grüße aus Köln.mp4", more: more), UppyApp.Cancellation);

        await answer.ShouldBeAsync(HttpStatusCode.OK);
        var ticket = Assert.Single(app.Application.Authorized);
        Assert.Equal("Grüße aus Köln.mp4", ticket.FileName);
        Assert.Equal(
            new Dictionary<string, string> { ["album"] = "42", ["über"] = "a+b c", ["__proto__"] = "x" }, ticket.Context.ToDictionary());
    }

    [Fact]
    public async Task Complete_AnotherInstance_FindsTheToken()
    {
        await using var app = await UppyApp.StartAsync();
        await using var other = await app.StartAnotherAsync(setup => UppyApp.Configure(setup));
        var form = await UppyApp.FormAsync(app);
        UppyApp.Send(app, form);

        using var completed = await UppyApp.CompleteFormAsync(other, UppyApp.FormKey(form));

        await completed.ShouldBeAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Complete_NothingSent_CanBeRepeated()
    {
        await using var app = await UppyApp.StartAsync();
        var form = await UppyApp.FormAsync(app);

        using var early = await UppyApp.CompleteFormAsync(app, UppyApp.FormKey(form));
        UppyApp.Send(app, form);
        using var late = await UppyApp.CompleteFormAsync(app, UppyApp.FormKey(form));

        var problem = await early.ShouldFailAsync(HttpStatusCode.Conflict, "not-uploaded");
        Assert.Equal(problem.GetProperty("detail").GetString(), problem.GetProperty("message").GetString());
        await late.ShouldBeAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Complete_KeyOfAnotherUser_IsRefused()
    {
        await using var app = await UppyApp.StartAsync();
        using var ben = app.ClientOf("ben");
        var form = await UppyApp.FormAsync(app);
        UppyApp.Send(app, form);

        using var answer = await UppyApp.CompleteFormAsync(app, UppyApp.FormKey(form), ben);

        await answer.ShouldFailAsync(HttpStatusCode.Forbidden, "token-of-other-user");
        Assert.Empty(app.Application.Accepted);
    }

    /// <summary>A token is authenticated, so that it counts only for its own key.</summary>
    [Fact]
    public async Task Complete_RecordOfAnotherSlot_IsUnknown()
    {
        await using var app = await UppyApp.StartAsync();
        await UppyApp.FormAsync(app);
        var record = Assert.Single(app.Store.Records);
        var second = await UppyApp.FormAsync(app);
        var other = app.Store.Records.Single(key => key != record);
        app.Store.Put(other, app.Store.BytesOf(record)!, "text/plain");

        using var answer = await UppyApp.CompleteFormAsync(app, UppyApp.FormKey(second));

        await answer.ShouldFailAsync(HttpStatusCode.NotFound, "upload-unknown");
    }

    [Theory]
    [InlineData("uploads/2026/03/14/0123456789abcdef0123456789abcdef.mp4", HttpStatusCode.NotFound, "upload-unknown")]
    [InlineData("", HttpStatusCode.NotFound, "upload-unknown")]
    [InlineData("../../etc", HttpStatusCode.NotFound, "upload-unknown")]
    public async Task Complete_UnknownKey_IsNotFound(string key, HttpStatusCode status, string code)
    {
        await using var app = await UppyApp.StartAsync();

        using var answer = await UppyApp.CompleteFormAsync(app, key);

        await answer.ShouldFailAsync(status, code);
    }

    [Fact]
    public async Task Complete_SlotOfMapPresignKit_IsUnknown()
    {
        await using var app = await UppyApp.StartAsync();
        var slot = await app.OpenAsync(64);

        using var answer = await UppyApp.CompleteFormAsync(app, slot.GetProperty("key").GetString()!);

        await answer.ShouldFailAsync(HttpStatusCode.NotFound, "upload-unknown");
    }

    [Theory]
    [InlineData("""{"key":1}""")]
    [InlineData("""{"key":null}""")]
    [InlineData("{}")]
    [InlineData("[]")]
    public async Task Complete_Garbage_IsInvalid(string body)
    {
        await using var app = await UppyApp.StartAsync();

        using var answer = await app.Client.PostAsync(
            "/companion/s3/complete", new StringContent(body, System.Text.Encoding.UTF8, "application/json"), UppyApp.Cancellation);

        await answer.ShouldFailAsync(HttpStatusCode.BadRequest, "request-invalid");
    }

    [Fact]
    public async Task Parameters_Unwritable_OpensNoSlot()
    {
        await using var app = await UppyApp.StartAsync();
        app.Store.Before = (step, key) => step == StoreStep.Put && MemoryStore.IsRecord(key)
            ? throw new StoreException(ErrorCodes.StoreUnavailable, "away")
            : Task.CompletedTask;

        using var answer = await app.Client.GetAsync("/companion/" + UppyApp.Parameters(), UppyApp.Cancellation);

        await answer.ShouldFailAsync(HttpStatusCode.ServiceUnavailable, "store-unavailable");
    }
}
