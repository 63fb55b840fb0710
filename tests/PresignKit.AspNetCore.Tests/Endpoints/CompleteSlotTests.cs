using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using PresignKit.AspNetCore.Tests.Fakes;

namespace PresignKit.AspNetCore.Tests.Endpoints;

public sealed class CompleteSlotTests
{
    [Fact]
    public async Task Complete_WithoutUpload_Is409AndSucceedsAfterTheUpload()
    {
        await using var app = await TestApp.StartAsync();
        var slot = await app.OpenAsync(64);

        using var tooEarly = await app.CompleteAsync(slot);
        app.Send(slot);
        using var afterwards = await app.CompleteAsync(slot);

        await tooEarly.ShouldFailAsync(HttpStatusCode.Conflict, "not-uploaded");
        await afterwards.ShouldBeAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Complete_Twice_ReturnsTheSameResponse()
    {
        await using var app = await TestApp.StartAsync();
        var slot = await app.UploadAsync();

        using var first = await app.CompleteAsync(slot);
        using var second = await app.CompleteAsync(slot);

        var answer = await first.ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal(answer.GetRawText(), (await second.ShouldBeAsync(HttpStatusCode.OK)).GetRawText());
        Assert.Equal(1, app.Application.CatalogSize);
    }

    [Theory]
    [InlineData(StoreKind.Part)]
    [InlineData(StoreKind.VersionedPart)]
    [InlineData(StoreKind.Put)]
    [InlineData(StoreKind.Form)]
    [InlineData(StoreKind.VersionedForm)]
    [InlineData(StoreKind.FormOfLaxStore)]
    public async Task Complete_ManyAtOnce_AllReturnTheSameResponseAndOneObjectRemains(StoreKind kind)
    {
        await using var app = await TestApp.StartAsync(setup => setup.Use(kind));
        var slot = await app.UploadAsync();

        var responses = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => app.CompleteAsync(slot)));

        var answers = await Task.WhenAll(responses.Select(r => r.ShouldBeAsync(HttpStatusCode.OK)));
        Assert.Single(answers.Select(a => a.GetRawText()).Distinct(StringComparer.Ordinal));
        Assert.Equal(1, app.Application.CatalogSize);
        Assert.Equal([answers[0].GetProperty("key").GetString()!], app.Store.Stored);
        Array.ForEach(responses, r => r.Dispose());
    }

    [Theory]
    [InlineData(StoreKind.Part, 63, null, ErrorCodes.SizeMismatch)]
    [InlineData(StoreKind.Part, 65, null, ErrorCodes.SizeMismatch)]
    [InlineData(StoreKind.Part, 0, null, ErrorCodes.SizeMismatch)]
    [InlineData(StoreKind.Put, 63, "video/mp4", ErrorCodes.SizeMismatch)]
    [InlineData(StoreKind.Put, 65, "video/mp4", ErrorCodes.SizeMismatch)]
    [InlineData(StoreKind.Form, 0, "video/mp4", ErrorCodes.SizeMismatch)]
    [InlineData(StoreKind.Put, 64, "text/html", ErrorCodes.ContentTypeMismatch)]
    [InlineData(StoreKind.Form, 64, "video/webm", ErrorCodes.ContentTypeMismatch)]
    [InlineData(StoreKind.Form, 64, "", ErrorCodes.ContentTypeMismatch)]
    public async Task Complete_UploadThatDiffers_IsRefusedAndDeleted(StoreKind kind, int size, string? contentType, string code)
    {
        await using var app = await TestApp.StartAsync(setup => setup.Use(kind));
        var slot = await app.OpenAsync(new { policy = "video", fileName = "clip.mp4", size = 64, context = new { album = "7" } });
        app.Send(slot, Samples.Mp4(64).AsSpan(0, Math.Min(size, 64)).ToArray().Concat(new byte[Math.Max(0, size - 64)]).ToArray(), contentType);

        using var response = await app.CompleteAsync(slot);

        var problem = await response.ShouldFailAsync(HttpStatusCode.UnprocessableEntity, code);
        Assert.Empty(app.Store.Stored);
        Assert.Equal(0, app.Store.OpenUploads);
        Assert.Empty(app.Application.Accepted);
        var (ticket, refusal) = Assert.Single(app.Application.Refused);
        Assert.Equal(
            (code, problem.GetProperty("detail").GetString(), "anna", "clip.mp4", Key(slot), "7"),
            (refusal.Code, refusal.Reason, ticket.UserId, ticket.FileName, ticket.SlotKey.Value, ticket.Context["album"]));
        using var again = await app.CompleteAsync(slot);
        await ShouldBeOverAsync(again, kind);
    }

    [Theory]
    [InlineData(StoreKind.Part)]
    [InlineData(StoreKind.VersionedPart)]
    [InlineData(StoreKind.Put)]
    [InlineData(StoreKind.Form)]
    public async Task Complete_PageDeclaredAsVideo_IsRefusedNamesTheActualFormatAndIsDeleted(StoreKind kind)
    {
        await using var app = await TestApp.StartAsync(setup => setup.Use(kind));
        var slot = await app.UploadAsync(Samples.Html());
        var whenTold = 0;
        app.Application.Refusing = _ =>
        {
            whenTold = app.Store.Stored.Count;
            return Task.CompletedTask;
        };

        using var response = await app.CompleteAsync(slot);

        var problem = await response.ShouldFailAsync(HttpStatusCode.UnprocessableEntity, "content-mismatch");
        Assert.Contains("HTML", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(1, whenTold);
        Assert.Empty(app.Store.Stored);
        Assert.Single(app.Application.Refused);
    }

    [Theory]
    [InlineData(StoreKind.Part)]
    [InlineData(StoreKind.Put)]
    public async Task Complete_ApplicationCannotTakeNoteOfARefusal_DeletesNothing(StoreKind kind)
    {
        await using var app = await TestApp.StartAsync(setup => setup.Use(kind));
        var slot = await app.UploadAsync(Samples.Html());
        app.Application.RefuseFails = new InvalidOperationException("the database is away");

        using var failed = await app.CompleteAsync(slot);
        var before = app.Store.Stored;
        app.Application.RefuseFails = null;
        using var again = await app.CompleteAsync(slot);

        Assert.Equal(HttpStatusCode.InternalServerError, failed.StatusCode);
        Assert.Equal([Key(slot)], before);
        await again.ShouldFailAsync(HttpStatusCode.UnprocessableEntity, "content-mismatch");
        Assert.Empty(app.Store.Stored);
    }

    [Theory]
    [InlineData(StoreKind.Put)]
    [InlineData(StoreKind.Form)]
    [InlineData(StoreKind.VersionedForm)]
    public async Task Complete_CorrectUploadAfterARefusedOne_IsAccepted(StoreKind kind)
    {
        await using var app = await TestApp.StartAsync(setup => setup.Use(kind));
        var slot = await app.UploadAsync(Samples.Html());
        using var refused = await app.CompleteAsync(slot);
        app.Send(slot);

        using var accepted = await app.CompleteAsync(slot);

        await accepted.ShouldBeAsync(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(64)]
    [InlineData(63)]
    public async Task Complete_CorrectUploadAfterARefusedPart_CannotBeSentBecauseTheSlotHasEnded(int size)
    {
        await using var app = await TestApp.StartAsync();
        var slot = await app.UploadAsync(Samples.Html(size));
        using var refused = await app.CompleteAsync(slot);

        Assert.Equal(HttpStatusCode.NotFound, app.Send(slot));
        using var again = await app.CompleteAsync(slot);

        await again.ShouldFailAsync(HttpStatusCode.Gone, "slot-ended");
        Assert.Empty(app.Store.Stored);
    }

    [Theory]
    [InlineData(StoreKind.Form, StoreStep.Find)]
    [InlineData(StoreKind.Part, StoreStep.ListParts)]
    [InlineData(StoreKind.VersionedPart, StoreStep.ListParts)]
    public async Task Complete_ObjectReplacedWhileItIsVerified_Is409AndNothingIsDeleted(StoreKind kind, StoreStep after)
    {
        await using var app = await TestApp.StartAsync(setup => setup.Use(kind));
        var slot = await app.UploadAsync();
        app.Store.After = MemoryStore.Once(after, key => key == Key(slot), () => Task.FromResult(app.Send(slot, Samples.Html())));

        using var response = await app.CompleteAsync(slot);

        await response.ShouldFailAsync(HttpStatusCode.Conflict, "upload-changed");
        Assert.Equal(1, app.Store.Files);
        Assert.Empty(app.Application.Accepted);
        Assert.Empty(app.Application.Refused);
        using var again = await app.CompleteAsync(slot);
        await again.ShouldFailAsync(HttpStatusCode.UnprocessableEntity, "content-mismatch");
    }

    [Fact]
    public async Task Complete_AcceptedObjectMovedAway_ReturnsTheSameResponseWithoutTheStore()
    {
        await using var app = await TestApp.StartAsync();
        var slot = await app.UploadAsync();
        using var accepted = await app.CompleteAsync(slot);
        app.Store.Fails = new StoreException(ErrorCodes.StoreUnavailable, "connection refused");

        using var again = await app.CompleteAsync(slot);

        var answer = await accepted.ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal(answer.GetRawText(), (await again.ShouldBeAsync(HttpStatusCode.OK)).GetRawText());
        Assert.Single(app.Application.Accepted);
    }

    [Fact]
    public async Task Complete_LeftoverCannotBeDeleted_IsAcceptedAndLogged()
    {
        await using var app = await TestApp.StartAsync(setup => setup.Use(StoreKind.Form));
        var slot = await app.UploadAsync();
        app.Store.DeleteFails = new StoreException(ErrorCodes.StoreAccessDenied, "denied");

        using var accepted = await app.CompleteAsync(slot);
        var before = app.Store.Stored.Count;
        app.Store.DeleteFails = null;
        using var again = await app.CompleteAsync(slot);

        await accepted.ShouldBeAsync(HttpStatusCode.OK);
        await again.ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal(2, before);
        Assert.Equal(1, app.Store.Files);
        Assert.Contains(app.Logs.Lines, line => line.Text.Contains("store-access-denied", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Complete_AcceptThrows_KeepsTheObjectForARetry()
    {
        await using var app = await TestApp.StartAsync();
        var slot = await app.UploadAsync();
        app.Application.AcceptFails = new InvalidOperationException("the database is away");

        using var failed = await app.CompleteAsync(slot);
        app.Application.AcceptFails = null;
        using var retried = await app.CompleteAsync(slot);

        await failed.ShouldFailAsync(HttpStatusCode.InternalServerError, "application-error");
        await retried.ShouldBeAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Complete_TokenOfAnotherUser_Is403AndDeletesNothing()
    {
        await using var app = await TestApp.StartAsync();
        var slot = await app.OpenAsync(64);
        app.Send(slot, Samples.Html());
        using var ben = app.ClientOf("ben");
        app.Store.Tokens.Clear();

        using var response = await app.CompleteAsync(slot, ben);

        await response.ShouldFailAsync(HttpStatusCode.Forbidden, "token-of-other-user");
        Assert.Equal(1, app.Store.Files);
        Assert.Empty(app.Application.Refused);
        Assert.Empty(app.Store.Tokens);
    }

    [Fact]
    public async Task Complete_ExpiredSlot_IsAcceptedWithinTheGraceAnd410AfterIt()
    {
        await using var app = await TestApp.StartAsync(setup => setup.Endpoints = options => options.CompletionGrace = TimeSpan.FromMinutes(30));
        var slot = await app.UploadAsync();
        app.Clock.Advance(TimeSpan.FromMinutes(45) - TimeSpan.FromSeconds(1));

        using var inTime = await app.CompleteAsync(slot);
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        using var tooLate = await app.CompleteAsync(slot);

        await inTime.ShouldBeAsync(HttpStatusCode.OK);
        await tooLate.ShouldFailAsync(HttpStatusCode.Gone, "token-expired");
        Assert.Equal(1, app.Store.Files);
    }

    [Fact]
    public async Task Complete_ExpiredSlotThatWasNotAccepted_Is410AndDeletesTheObject()
    {
        await using var app = await TestApp.StartAsync(setup => setup.Endpoints = options => options.CompletionGrace = TimeSpan.Zero);
        var slot = await app.UploadAsync();
        app.Clock.Advance(TimeSpan.FromMinutes(30) - TimeSpan.FromSeconds(1));
        using var ben = app.ClientOf("ben");

        using var justExpired = await app.CompleteAsync(slot);
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        using var foreign = await app.CompleteAsync(slot, ben);
        var kept = app.Store.Files;
        using var tooLate = await app.CompleteAsync(slot);

        await justExpired.ShouldFailAsync(HttpStatusCode.Gone, "token-expired");
        await foreign.ShouldFailAsync(HttpStatusCode.Forbidden, "token-of-other-user");
        Assert.Equal(1, kept);
        await tooLate.ShouldFailAsync(HttpStatusCode.Gone, "token-expired");
        Assert.Empty(app.Store.Stored);
        Assert.Equal(0, app.Application.CatalogSize);
    }

    [Fact]
    public async Task Complete_AlteredToken_Is400()
    {
        await using var app = await TestApp.StartAsync();
        var slot = await app.UploadAsync();
        var token = slot.GetProperty("token").GetString()!;
        string[] altered =
        [
            "", "x", "{}", token[1..], token[..^4], token + "AAAA", token[..40] + (token[40] == 'A' ? 'B' : 'A') + token[41..], new('A', 8193), "ä" + token,
        ];

        foreach (var text in altered)
        {
            using var response = await CompleteAsync(app.Client, text);
            await response.ShouldFailAsync(HttpStatusCode.BadRequest, "token-invalid");
        }

        Assert.Empty(app.Application.Accepted);
        Assert.Equal(1, app.Store.Files);
    }

    [Fact]
    public async Task Complete_TokenOfAnotherKeyRing_Is400()
    {
        await using var app = await TestApp.StartAsync();
        await using var other = await TestApp.StartAsync(setup => setup.Use(app.Setup.Kind, app.Store));
        var slot = await other.OpenAsync(64);
        app.Send(slot);

        using var response = await app.CompleteAsync(slot);

        await response.ShouldFailAsync(HttpStatusCode.BadRequest, "token-invalid");
    }

    [Fact]
    public async Task Complete_OnAnotherInstanceWithTheSameKeyRing_IsAccepted()
    {
        await using var app = await TestApp.StartAsync();
        await using var other = await InstanceOfAsync(app);
        var slot = await other.OpenAsync(64);
        app.Send(slot);

        using var response = await app.CompleteAsync(slot);

        await response.ShouldBeAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Complete_TokenOfAnotherPolicy_ReachesNoOtherUpload()
    {
        await using var app = await TestApp.StartAsync();
        var video = await app.OpenAsync(64);
        var transcript = await app.OpenAsync(64, "transcript", "text/vtt", "clip.vtt");
        app.Send(video);

        using var response = await app.CompleteAsync(transcript);

        await response.ShouldFailAsync(HttpStatusCode.Conflict, "not-uploaded");
        Assert.Equal(1, app.Store.Files);
        Assert.Empty(app.Application.Accepted);
    }

    [Fact]
    public async Task Complete_PolicyIsGone_Is400AndDeletesNothing()
    {
        await using var app = await TestApp.StartAsync();
        await using var later = await InstanceOfAsync(app, setup => setup.VideoPolicy = "films");
        var slot = await app.UploadAsync();

        using var response = await later.CompleteAsync(slot);

        var problem = await response.ShouldFailAsync(HttpStatusCode.BadRequest, "token-invalid");
        Assert.Contains("policy", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(1, app.Store.Files);
    }

    [Fact]
    public async Task Complete_PolicyWasTightened_IsRefusedButAnAcceptedUploadStays()
    {
        await using var app = await TestApp.StartAsync();
        await using var later = await InstanceOfAsync(app, setup => setup.Video = policy => policy.MaximumSize = 50);
        var slot = await app.UploadAsync();
        using var accepted = await app.CompleteAsync(slot);

        using var response = await later.CompleteAsync(slot);

        await accepted.ShouldBeAsync(HttpStatusCode.OK);
        var problem = await response.ShouldFailAsync(HttpStatusCode.RequestEntityTooLarge, "too-large");
        Assert.Equal("50", problem.GetProperty("limit").GetString());
        Assert.Equal(1, app.Store.Files);
        Assert.Empty(later.Application.Refused);
    }

    [Fact]
    public async Task Complete_StoreFails_Is503AndDeletesNothing()
    {
        await using var app = await TestApp.StartAsync();
        var slot = await app.UploadAsync();
        app.Store.Fails = new StoreException(ErrorCodes.StoreUnavailable, "connection refused");

        using var response = await app.CompleteAsync(slot);

        await response.ShouldFailAsync(HttpStatusCode.ServiceUnavailable, "store-unavailable");
        Assert.Equal(1, app.Store.Files);
    }

    [Theory]
    [InlineData(ErrorCodes.StoreBusy, HttpStatusCode.ServiceUnavailable, "5")]
    [InlineData(ErrorCodes.StoreUnavailable, HttpStatusCode.ServiceUnavailable, null)]
    [InlineData(ErrorCodes.ClockSkewed, HttpStatusCode.BadGateway, null)]
    [InlineData(ErrorCodes.RegionMismatch, HttpStatusCode.BadGateway, null)]
    public async Task Complete_StoreException_ReturnsItsCodeAndRetryAfter(string code, HttpStatusCode status, string? retryAfter)
    {
        await using var app = await TestApp.StartAsync();
        var slot = await app.OpenAsync(64);
        app.Store.Fails = new StoreException(code, "said the store");

        using var response = await app.CompleteAsync(slot);

        Assert.Equal(retryAfter, response.Headers.RetryAfter?.ToString());
        await response.ShouldFailAsync(status, code);
    }

    [Fact]
    public async Task Complete_ClientDisconnects_CancelsTheStoreRequest()
    {
        await using var app = await TestApp.StartAsync();
        var slot = await app.UploadAsync();
        var call = app.Store.Blocked = new();
        using var hangUp = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

        var request = app.Client.PostAsJsonAsync("/files/slots/complete", new { token = slot.GetProperty("token").GetString() }, hangUp.Token);
        await call.Started.WaitAsync(TestContext.Current.CancellationToken);
        await hangUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => request);
        await call.Canceled.WaitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(1, app.Store.Files);
    }

    [Fact]
    public async Task Complete_WithoutUser_Is401()
    {
        await using var app = await TestApp.StartAsync();
        var slot = await app.OpenAsync(64);
        using var anonymous = app.ClientOf(null);

        using var response = await app.CompleteAsync(slot, anonymous);

        await response.ShouldFailAsync(HttpStatusCode.Unauthorized, "authentication-required");
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"token":null}""")]
    [InlineData("""{"token":5}""")]
    public async Task Complete_BodyWithoutToken_Is400(string body)
    {
        await using var app = await TestApp.StartAsync();
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");

        using var response = await app.Client.PostAsync("/files/slots/complete", content, TestContext.Current.CancellationToken);

        await response.ShouldFailAsync(HttpStatusCode.BadRequest, "request-invalid");
    }

    private static string Key(JsonElement slot) => slot.GetProperty("key").GetString()!;

    /// <summary>A slot of one part has ended; another one can be uploaded to again.</summary>
    private static Task<JsonElement> ShouldBeOverAsync(HttpResponseMessage response, StoreKind kind) => kind is StoreKind.Part or StoreKind.VersionedPart
        ? response.ShouldFailAsync(HttpStatusCode.Gone, "slot-ended")
        : response.ShouldFailAsync(HttpStatusCode.Conflict, "not-uploaded");

    private static Task<TestApp> InstanceOfAsync(TestApp app, Action<TestAppSetup>? configure = null) => TestApp.StartAsync(setup =>
    {
        setup.Use(app.Setup.Kind, app.Store);
        setup.Protection = app.Setup.Protection;
        configure?.Invoke(setup);
    });

    private static Task<HttpResponseMessage> CompleteAsync(HttpClient client, string token) =>
        client.PostAsJsonAsync("/files/slots/complete", new { token }, TestContext.Current.CancellationToken);
}
