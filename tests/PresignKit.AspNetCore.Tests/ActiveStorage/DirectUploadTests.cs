using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using PresignKit.AspNetCore.Tests.Fakes;

namespace PresignKit.AspNetCore.Tests.ActiveStorage;

/// <summary>What <c>@rails/activestorage</c> 8.1.301 sends, and the form that carries the signed ID to the application.</summary>
public sealed class DirectUploadTests
{
    private const string Path = "/rails/active_storage/direct_uploads";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(StoreKind.Part)]
    [InlineData(StoreKind.Put)]
    public async Task Upload_CompletedByTheForm_IsAcceptedAndSaysTheSameEachTime(StoreKind kind)
    {
        await using var app = await StartAsync(setup => setup.Use(kind));
        var blob = await OpenAsync(app);
        Assert.Equal(HttpStatusCode.OK, Send(app, blob, Samples.Mp4()));

        var first = await CompleteAsync(app, blob);
        var second = await CompleteAsync(app, blob);

        Assert.Equal("200 upload-1 video/mp4 64 " + Assert.Single(app.Store.Stored), first);
        Assert.Equal(first, second);
        Assert.Equal("clip.mp4", Assert.Single(app.Application.Accepted).Ticket.FileName);
    }

    [Fact]
    public async Task Open_Answer_IsABlobWithoutNulls()
    {
        await using var app = await StartAsync();

        var blob = await OpenAsync(app);

        Assert.Equal(
            ["key", "filename", "content_type", "byte_size", "checksum", "signed_id", "direct_upload", "guarantees"],
            blob.EnumerateObject().Select(field => field.Name));
        var headers = blob.GetProperty("direct_upload").GetProperty("headers").EnumerateObject().ToArray();
        Assert.All(headers, header => Assert.Equal(JsonValueKind.String, header.Value.ValueKind));
        Assert.Equal(Md5(Samples.Mp4()), headers.Single(header => header.Name == "Content-MD5").Value.GetString());
        Assert.Equal("notEnforced", blob.GetProperty("guarantees").GetProperty("transfer").GetString());
        Assert.DoesNotContain(blob.GetProperty("signed_id").GetString()!, blob.GetProperty("direct_upload").GetRawText(), StringComparison.Ordinal);
    }

    /// <summary>Signed: the store compares it.</summary>
    [Theory]
    [InlineData(StoreKind.Part)]
    [InlineData(StoreKind.Put)]
    public async Task Send_OtherBytesThanTheChecksum_IsRefusedByTheStore(StoreKind kind)
    {
        await using var app = await StartAsync(setup => setup.Use(kind));
        var blob = await OpenAsync(app);
        var damaged = Samples.Mp4();
        damaged[^1] ^= 1;

        Assert.Equal(HttpStatusCode.BadRequest, Send(app, blob, damaged));

        Assert.StartsWith("409 not-uploaded", await CompleteAsync(app, blob), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_NoChecksum_IsAllowed()
    {
        await using var app = await StartAsync();

        using var answer = await PostAsync(app, new { filename = "clip.mp4", content_type = "video/mp4", byte_size = 64 });

        var blob = await answer.ShouldBeAsync(HttpStatusCode.OK);
        Assert.False(blob.TryGetProperty("checksum", out _));
    }

    [Theory]
    [InlineData("")]
    [InlineData("1B2M2Y8AsgTpgAmY7PhCfg")]
    [InlineData("1B2M2Y8AsgTpgAmY7PhCfg=\n")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    [InlineData("d41d8cd98f00b204e9800998ecf8427e")]
    public async Task Open_ChecksumOfAnotherKind_IsInvalid(string checksum)
    {
        await using var app = await StartAsync();

        using var answer = await PostAsync(app, new { filename = "clip.mp4", content_type = "video/mp4", byte_size = 64, checksum });

        await answer.ShouldFailAsync(HttpStatusCode.BadRequest, "checksum-invalid");
        Assert.Equal(0, app.Store.OpenUploads);
    }

    [Fact]
    public async Task Open_StoreWithoutIsolatedPut_IsRefused()
    {
        await using var app = await StartAsync(setup => setup.Use(StoreKind.Form));

        using var answer = await PostAsync(app, new { filename = "clip.mp4", content_type = "video/mp4", byte_size = 64, checksum = Md5([]) });

        var problem = await answer.ShouldFailAsync(HttpStatusCode.BadRequest, "transport-not-available");
        Assert.Equal("post", problem.GetProperty("limit").GetString());
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"blob":null}""")]
    [InlineData("""{"blob":[]}""")]
    [InlineData("""{"blob":{"filename":"a.mp4"}}""")]
    [InlineData("""{"blob":{"filename":"a.mp4","byte_size":"64"}}""")]
    [InlineData("""{"blob":{"filename":null,"byte_size":64}}""")]
    [InlineData("""{"blob":{"filename":"a.mp4","byte_size":64,"metadata":{"a":[1]}}}""")]
    public async Task Open_Garbage_IsInvalid(string body)
    {
        await using var app = await StartAsync();

        using var answer = await app.Client.PostAsync(Path, new StringContent(body, Encoding.UTF8, "application/json"), Cancellation);

        await answer.ShouldFailAsync(HttpStatusCode.BadRequest, "request-invalid");
    }

    [Fact]
    public async Task Open_FormOfAnotherSite_IsRefused()
    {
        await using var app = await StartAsync();

        using var answer = await app.Client.PostAsync(Path, new StringContent("""{"blob":{}}""", Encoding.UTF8, "text/plain"), Cancellation);

        await answer.ShouldFailAsync(HttpStatusCode.UnsupportedMediaType, "request-invalid");
    }

    [Fact]
    public async Task OtherMethod_IsNotAllowed()
    {
        await using var app = await StartAsync();

        using var answer = await app.Client.GetAsync(Path, Cancellation);

        await answer.ShouldFailAsync(HttpStatusCode.MethodNotAllowed, "method-not-allowed");
    }

    [Fact]
    public async Task Open_Metadata_IsTheContext()
    {
        await using var app = await StartAsync();

        using var answer = await PostAsync(
            app, new { filename = "clip.mp4", content_type = "video/mp4", byte_size = 64, metadata = new { album = 42, none = (string?)null } });

        await answer.ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal(new Dictionary<string, string> { ["album"] = "42" }, Assert.Single(app.Application.Authorized).Context.ToDictionary());
    }

    [Fact]
    public async Task Complete_FormOfAnotherUser_IsRefused()
    {
        await using var app = await StartAsync();
        using var ben = app.ClientOf("ben");
        var blob = await OpenAsync(app);
        Send(app, blob, Samples.Mp4());

        Assert.StartsWith("403 token-of-other-user", await CompleteAsync(app, blob, ben), StringComparison.Ordinal);
        Assert.Empty(app.Application.Accepted);
    }

    [Fact]
    public async Task Complete_ContentIsNotTheType_IsRefusedAndDeleted()
    {
        await using var app = await StartAsync();
        var page = Samples.Html();
        using var answer = await PostAsync(
            app, new { filename = "clip.mp4", content_type = "video/mp4", byte_size = page.Length, checksum = Md5(page) });
        var blob = await answer.ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal(HttpStatusCode.OK, Send(app, blob, page));

        Assert.StartsWith("422 content-mismatch", await CompleteAsync(app, blob), StringComparison.Ordinal);
        Assert.Empty(app.Store.Stored);
    }

    [Fact]
    public async Task Complete_RejectedByTheApplication_HasItsCode()
    {
        await using var app = await StartAsync();
        app.Application.Reject = (_, _) => Task.FromResult<UploadVerdict?>(UploadVerdict.Rejected("album-full", "The album is full.", 409));
        var blob = await OpenAsync(app);
        Send(app, blob, Samples.Mp4());

        Assert.Equal("409 album-full The album is full.", await CompleteAsync(app, blob));
    }

    [Theory]
    [InlineData("", "400 token-invalid")]
    [InlineData("x", "400 token-invalid")]
    public async Task Complete_Garbage_IsRefused(string signedId, string expected)
    {
        await using var app = await StartAsync();

        using var answer = await PostFormAsync(app.Client, signedId);

        Assert.StartsWith(expected, await answer.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Complete_StoreIsAway_SaysSoWithoutDetails()
    {
        await using var app = await StartAsync();
        var blob = await OpenAsync(app);
        Send(app, blob, Samples.Mp4());
        app.Store.Before = (_, _) => throw new StoreException(ErrorCodes.StoreUnavailable, "bucket secret-bucket is away");

        var answer = await CompleteAsync(app, blob);

        Assert.StartsWith("503 store-unavailable", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-bucket", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Complete_ApplicationThrows_PassesThrough()
    {
        await using var app = await StartAsync();
        var blob = await OpenAsync(app);
        Send(app, blob, Samples.Mp4());
        app.Application.AcceptFails = new InvalidOperationException("the database is away");

        Assert.Equal("threw the database is away", await CompleteAsync(app, blob));
    }

    [Fact]
    public async Task CompleteByKey_FormOfUppy_IsAccepted()
    {
        await using var app = await StartAsync(setup =>
        {
            var video = setup.Video;
            setup.Video = policy =>
            {
                video(policy);
                policy.AllowForms = true;
            };
            var map = setup.Map;
            setup.Map = a =>
            {
                map(a);
                a.MapUppyCompanion("/companion", "video").RequireAuthorization();
            };
        });
        var form = await Uppy.UppyApp.FormAsync(app);
        Uppy.UppyApp.Send(app, form);
        using var scope = app.Services.CreateScope();
        var completion = scope.ServiceProvider.GetRequiredService<ISlotCompletion>();
        var anna = PresignKit.AspNetCore.Endpoints.UserIdentity.Restore("anna");

        var accepted = await completion.CompleteByKeyAsync("VIDEO", Uppy.UppyApp.FormKey(form), anna, Cancellation);
        var unknown = await completion.CompleteByKeyAsync("video", "uploads/other.mp4", anna, Cancellation);
        var noPolicy = await completion.CompleteByKeyAsync("films", Uppy.UppyApp.FormKey(form), anna, Cancellation);

        Assert.Equal((true, "upload-1", 200), (accepted.IsAccepted, accepted.Id, accepted.Status));
        Assert.Equal((false, "upload-unknown", 404), (unknown.IsAccepted, unknown.Code, unknown.Status));
        Assert.Equal((false, "unknown-policy", 404), (noPolicy.IsAccepted, noPolicy.Code, noPolicy.Status));
    }

    [Fact]
    public async Task Flow_Logs_ContainNeitherTokenNorSignature()
    {
        await using var app = await StartAsync();
        using var ben = app.ClientOf("ben");
        var blob = await OpenAsync(app);
        Send(app, blob, Samples.Mp4());
        await CompleteAsync(app, blob, ben);
        await CompleteAsync(app, blob);

        var token = blob.GetProperty("signed_id").GetString()!;
        Assert.NotEmpty(app.Logs.Lines);
        foreach (var secret in new[] { token[..32], token[^32..], MemoryStore.Signature, "clip.mp4" })
        {
            Assert.DoesNotContain(app.Logs.Lines, line => line.Text.Contains(secret, StringComparison.Ordinal));
        }
    }

    private static Task<TestApp> StartAsync(Action<TestAppSetup>? configure = null) => TestApp.StartAsync(setup =>
    {
        setup.Map = app =>
        {
            app.MapActiveStorageDirectUploads(Path, "video").RequireAuthorization();
            app.MapPost("/posts", SaveAsync).DisableAntiforgery();
        };
        configure?.Invoke(setup);
    });

    /// <summary>What an application does with the form: one upload is one post.</summary>
    private static async Task<string> SaveAsync(HttpContext context, ISlotCompletion completion)
    {
        var form = await context.Request.ReadFormAsync(Cancellation);
        try
        {
            var result = await completion.CompleteAsync($"{form["post[video]"]}", context.User, Cancellation);
            return result.IsAccepted
                ? $"{result.Status} {result.Id} {result.ContentType} {result.Size} {result.Key}"
                : $"{result.Status} {result.Code} {result.Detail}";
        }
        catch (InvalidOperationException e)
        {
            return $"threw {e.Message}";
        }
    }

#pragma warning disable CA5351 // What Active Storage computes.
    private static string Md5(byte[] bytes) => Convert.ToBase64String(MD5.HashData(bytes));
#pragma warning restore CA5351

    private static Task<HttpResponseMessage> PostAsync(TestApp app, object blob) => app.Client.PostAsJsonAsync(Path, new { blob }, Cancellation);

    private static async Task<JsonElement> OpenAsync(TestApp app)
    {
        using var answer = await PostAsync(app, new
        {
            filename = "clip.mp4", content_type = "video/mp4", byte_size = Samples.Mp4().Length, checksum = Md5(Samples.Mp4()),
        });
        return await answer.ShouldBeAsync(HttpStatusCode.OK);
    }

    private static HttpStatusCode Send(TestApp app, JsonElement blob, byte[] file)
    {
        var target = blob.GetProperty("direct_upload");
        var headers = target.GetProperty("headers").EnumerateObject().Select(header => KeyValuePair.Create(header.Name, header.Value.GetString()!));
        return app.Store.Send(target.GetProperty("url").GetString()!, headers, file);
    }

    private static async Task<string> CompleteAsync(TestApp app, JsonElement blob, HttpClient? client = null)
    {
        using var answer = await PostFormAsync(client ?? app.Client, blob.GetProperty("signed_id").GetString()!);
        return await answer.Content.ReadAsStringAsync(Cancellation);
    }

    private static Task<HttpResponseMessage> PostFormAsync(HttpClient client, string signedId) =>
        client.PostAsync("/posts", new FormUrlEncodedContent(new Dictionary<string, string> { ["post[video]"] = signedId }), Cancellation);
}
