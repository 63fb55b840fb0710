using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using PresignKit.AspNetCore.Tests.Fakes;

namespace PresignKit.AspNetCore.Tests.Endpoints;

/// <summary>Uploads in parts over HTTP, at a store in memory, with a clock that the test controls.</summary>
public sealed class MultipartTests
{
    private const int PartSize = 5 * 1024 * 1024;
    private const long Size = (2 * PartSize) + 100;

    private static readonly string[] Everything = ["put", "post", "multipart"];

    [Fact]
    public async Task Open_LargeFile_ReturnsThePlanAndNoRequest()
    {
        await using var app = await StartAsync();

        var slot = await OpenAsync(app);

        Assert.Equal("multipart", slot.GetProperty("transport").GetString());
        Assert.False(slot.TryGetProperty("request", out _));
        Assert.Equal((PartSize, 3), (slot.GetProperty("multipart").GetProperty("partSize").GetInt64(), PartCount(slot)));
        Assert.Equal(TestApp.Now + TimeSpan.FromHours(24), slot.GetProperty("endsAt").GetDateTimeOffset());
        Assert.Equal(TestApp.Now + TimeSpan.FromMinutes(15), slot.GetProperty("expiresAt").GetDateTimeOffset());
        Assert.Equal("enforcedByStore", slot.GetProperty("guarantees").GetProperty("size").GetString());
        Assert.Equal(1, app.Store.OpenUploads);
    }

    [Theory]
    [InlineData(null, "put")]
    [InlineData("put,post", "put")]
    [InlineData("multipart", "multipart")]
    [InlineData("tus,multipart", "multipart")]
    public async Task Open_Transports_AreWhatTheClientCanDo(string? transports, string expected)
    {
        await using var app = await StartAsync();

        var slot = await app.OpenAsync(new
        {
            policy = "video", fileName = "clip.mp4", contentType = "video/mp4", size = Size, transports = transports?.Split(','),
        });

        Assert.Equal(expected, slot.GetProperty("transport").GetString());
    }

    [Theory]
    [InlineData("post")]
    [InlineData("tus")]
    [InlineData("")]
    public async Task Open_NothingPossible_SaysWhatIs(string transports)
    {
        await using var app = await StartAsync();

        using var answer = await PostAsync(
            app, "", new { policy = "video", fileName = "clip.mp4", contentType = "video/mp4", size = Size, transports = transports.Split(',') });

        var problem = await answer.ShouldFailAsync(HttpStatusCode.BadRequest, "transport-not-available");
        Assert.Equal("put, multipart", problem.GetProperty("limit").GetString());
        Assert.Equal(0, app.Store.OpenUploads);
    }

    [Fact]
    public async Task Open_PartsAloneAtStoreWithoutIsolatedParts_IsRefusedWithTheReason()
    {
        await using var app = await TestApp.StartAsync(setup => setup.Use(StoreKind.Put));

        using var answer = await PostAsync(
            app, "", new { policy = "video", fileName = "clip.mp4", contentType = "video/mp4", size = 64, transports = new[] { "multipart" } });

        var problem = await answer.ShouldFailAsync(HttpStatusCode.BadRequest, "transport-not-available");
        Assert.Contains("IsolatedPart is Unknown", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal("put", problem.GetProperty("limit").GetString());
    }

    /// <summary>Nobody ever has such a token, so that nobody could abort the upload.</summary>
    [Fact]
    public async Task Open_TokenCannotBeSealed_LeavesNoUpload()
    {
        await using var app = await StartAsync();
        using var client = app.ClientOf(new string('a', 9_000));

        using var answer = await PostAsync(
            client, "", new { policy = "video", fileName = "clip.mp4", contentType = "video/mp4", size = Size, transports = Everything });

        await answer.ShouldFailAsync(HttpStatusCode.InternalServerError, "application-error");
        Assert.Equal(0, app.Store.OpenUploads);
    }

    [Fact]
    public async Task Complete_AllParts_IsAcceptedAndSaysTheSameEachTime()
    {
        await using var app = await StartAsync();
        var slot = await OpenAsync(app);
        await SendAsync(app, slot, [3, 1, 2]);

        using var first = await app.CompleteAsync(slot);
        using var second = await app.CompleteAsync(slot);

        var answer = await first.ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal(answer.GetRawText(), (await second.ShouldBeAsync(HttpStatusCode.OK)).GetRawText());
        Assert.Equal(Size, answer.GetProperty("size").GetInt64());
        Assert.Equal(slot.GetProperty("key").GetString(), Assert.Single(app.Store.Stored));
        Assert.Equal(0, app.Store.OpenUploads);
    }

    [Theory]
    [InlineData(new int[0], "not-uploaded", new int[0])]
    [InlineData(new[] { 1, 3 }, "upload-incomplete", new[] { 2 })]
    [InlineData(new[] { 2 }, "upload-incomplete", new[] { 1, 3 })]
    public async Task Complete_PartsMissing_ListsThemAndTheClientGoesOn(int[] sent, string code, int[] missing)
    {
        await using var app = await StartAsync();
        var slot = await OpenAsync(app);
        await SendAsync(app, slot, sent);

        using var early = await app.CompleteAsync(slot);
        var problem = await early.ShouldFailAsync(HttpStatusCode.Conflict, code);
        if (missing.Length > 0)
        {
            Assert.Equal(missing, problem.GetProperty("parts").EnumerateArray().Select(number => number.GetInt32()));
        }

        await SendAsync(app, slot, [1, 2, 3]);
        using var completed = await app.CompleteAsync(slot);
        await completed.ShouldBeAsync(HttpStatusCode.OK);
        Assert.Empty(app.Application.Refused);
    }

    [Theory]
    [InlineData(PartSize - 1)]
    [InlineData(PartSize + 1)]
    [InlineData(0)]
    public async Task Complete_PartOfAnotherSize_IsSentAgain(int length)
    {
        await using var app = await StartAsync();
        var slot = await OpenAsync(app);
        await SendAsync(app, slot, [1, 2, 3]);
        var url = (await SignAsync(app, slot, [2]))[0].GetProperty("url").GetString()!;
        Assert.Equal(HttpStatusCode.OK, app.Store.Send(url, [], new byte[length]));

        using var completed = await app.CompleteAsync(slot);

        var problem = await completed.ShouldFailAsync(HttpStatusCode.Conflict, "upload-incomplete");
        Assert.Equal([2], problem.GetProperty("parts").EnumerateArray().Select(number => number.GetInt32()));
        Assert.Equal(1, app.Store.OpenUploads);
    }

    /// <summary>A store's list that is cut, in disorder, or doubled, or that has parts that no URL was signed for.</summary>
    [Fact]
    public async Task Complete_WrongLists_AreNeverCompleted()
    {
        await using var app = await StartAsync();
        var slot = await OpenAsync(app);
        await SendAsync(app, slot, [1, 2, 3]);
        var random = new Random(5);
        for (var i = 0; i < 1_000; i++)
        {
            var (kind, place) = (random.Next(5), random.Next(3));
            app.Store.Listed = parts => kind switch
            {
                0 => [.. parts.Take(place)],
                1 => [.. parts.OrderBy(part => ((part.Number + place) % 3) + (part.Number > place ? 0.5 : 0)).Reverse()],
                2 => [.. parts, parts[place]],
                3 => [.. parts.Take(place), parts[place], .. parts.Skip(place)],
                _ => [.. parts.Where((_, at) => at != place)],
            };
            if (app.Store.Listed([new(1, 1, "a"), new(2, 1, "b"), new(3, 1, "c")]).Select(part => part.Number).SequenceEqual([1, 2, 3]))
            {
                continue;
            }

            using var completed = await app.CompleteAsync(slot);
            Assert.Equal(HttpStatusCode.Conflict, completed.StatusCode);
        }

        Assert.Equal((1, 0), (app.Store.OpenUploads, app.Store.Stored.Count));
        app.Store.Listed = parts => parts;
        using var last = await app.CompleteAsync(slot);
        await last.ShouldBeAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Complete_PartThatNoUrlWasSignedFor_IsRefusedAndAborted()
    {
        await using var app = await StartAsync();
        var slot = await OpenAsync(app);
        await SendAsync(app, slot, [1, 2, 3]);
        app.Store.Listed = parts => [.. parts, new(4, 1, "\"foreign\"")];

        using var completed = await app.CompleteAsync(slot);

        await completed.ShouldFailAsync(HttpStatusCode.UnprocessableEntity, "size-mismatch");
        Assert.Equal((0, 0), (app.Store.OpenUploads, app.Store.Stored.Count));
        Assert.Single(app.Application.Refused);
    }

    [Theory]
    [InlineData(0, "part-number-invalid")]
    [InlineData(-1, "part-number-invalid")]
    [InlineData(4, "part-number-invalid")]
    [InlineData(10_001, "part-number-invalid")]
    [InlineData(int.MaxValue, "part-number-invalid")]
    public async Task Sign_NumberBeyondThePlan_IsRefused(int number, string code)
    {
        await using var app = await StartAsync();
        var slot = await OpenAsync(app);

        using var answer = await PostAsync(app, "/parts", new { token = Token(slot), numbers = new[] { 1, number } });

        await answer.ShouldFailAsync(HttpStatusCode.BadRequest, code);
    }

    [Theory]
    [InlineData("[]", "request-invalid")]
    [InlineData("[1,1]", "part-number-invalid")]
    [InlineData("[1.5]", "request-invalid")]
    [InlineData("[\"1\"]", "request-invalid")]
    [InlineData("[99999999999]", "request-invalid")]
    [InlineData("null", "request-invalid")]
    [InlineData("{}", "request-invalid")]
    public async Task Sign_MalformedNumbers_AreRefused(string numbers, string code)
    {
        await using var app = await StartAsync();
        var slot = await OpenAsync(app);
        using var content = new StringContent($$"""{"token":"{{Token(slot)}}","numbers":{{numbers}}}""", mediaType: new("application/json"));

        using var answer = await app.Client.PostAsync("/files/slots/parts", content, TestContext.Current.CancellationToken);

        await answer.ShouldFailAsync(HttpStatusCode.BadRequest, code);
    }

    [Fact]
    public async Task Sign_MoreThanAThousandNumbers_IsRefusedAndAThousandAreNot()
    {
        await using var app = await StartAsync(policy => policy.MaximumSize = PartPlan.MaximumSize);
        var slot = await OpenAsync(app, size: 2_000L * PartSize);

        using var many = await PostAsync(app, "/parts", new { token = Token(slot), numbers = Enumerable.Range(1, 1_001) });
        var signed = await SignAsync(app, slot, [.. Enumerable.Range(1_001, 1_000)]);

        await many.ShouldFailAsync(HttpStatusCode.BadRequest, "request-invalid");
        Assert.Equal(Enumerable.Range(1_001, 1_000), signed.Select(part => part.GetProperty("number").GetInt32()));
        Assert.All(signed, part => Assert.Equal("PUT", part.GetProperty("method").GetString()));
        Assert.All(signed, part => Assert.Empty(part.GetProperty("headers").EnumerateObject()));
    }

    [Fact]
    public async Task Open_LargestFileOfS3_HasTenThousandParts()
    {
        await using var app = await StartAsync(policy => policy.MaximumSize = PartPlan.MaximumSize);

        var slot = await OpenAsync(app, PartPlan.MaximumSize);

        Assert.Equal((PartPlan.MaximumPartSize, 10_000), (slot.GetProperty("multipart").GetProperty("partSize").GetInt64(), PartCount(slot)));
        Assert.Equal(2, (await SignAsync(app, slot, [1, 10_000])).Count);
    }

    [Fact]
    public async Task Open_BiggerThanThePolicy_IsRefused()
    {
        await using var app = await StartAsync(policy => policy.MaximumSize = 6L * 1024 * 1024 * 1024);

        using var answer = await PostAsync(
            app, "", new { policy = "video", fileName = "a.mp4", contentType = "video/mp4", size = (6L * 1024 * 1024 * 1024) + 1, transports = Everything });

        await answer.ShouldFailAsync(HttpStatusCode.RequestEntityTooLarge, "too-large");
        Assert.Equal(0, app.Store.OpenUploads);
    }

    [Theory]
    [InlineData("/parts")]
    [InlineData("/uploaded")]
    [InlineData("/renew")]
    public async Task Slots_SentInOneRequest_HaveNoParts(string route)
    {
        await using var app = await StartAsync();
        var slot = await app.OpenAsync(64);

        using var answer = await PostAsync(app, route, new { token = Token(slot), numbers = new[] { 1 } });

        await answer.ShouldFailAsync(HttpStatusCode.BadRequest, "slot-not-multipart");
        Assert.Single(app.Application.Authorized);
    }

    [Theory]
    [InlineData("/parts")]
    [InlineData("/uploaded")]
    [InlineData("/renew")]
    [InlineData("/abort")]
    [InlineData("/complete")]
    public async Task Tokens_OfOthersOrAltered_AreRefused(string route)
    {
        await using var app = await StartAsync();
        var slot = await OpenAsync(app);
        using var berta = app.ClientOf("berta");
        using var nobody = app.ClientOf(null);
        var token = Token(slot);
        var altered = token[..30] + (token[30] == 'A' ? 'B' : 'A') + token[31..];

        using var other = await PostAsync(berta, route, new { token, numbers = new[] { 1 } });
        using var anonymous = await PostAsync(nobody, route, new { token, numbers = new[] { 1 } });
        using var broken = await PostAsync(app, route, new { token = altered, numbers = new[] { 1 } });
        using var empty = await PostAsync(app, route, new { token = "", numbers = new[] { 1 } });

        await other.ShouldFailAsync(HttpStatusCode.Forbidden, "token-of-other-user");
        await anonymous.ShouldFailAsync(HttpStatusCode.Unauthorized, "authentication-required");
        await broken.ShouldFailAsync(HttpStatusCode.BadRequest, "token-invalid");
        await empty.ShouldFailAsync(HttpStatusCode.BadRequest, "token-invalid");
        Assert.Equal(1, app.Store.OpenUploads);
    }

    [Fact]
    public async Task Uploaded_SomeParts_AreListedWithTheirSizes()
    {
        await using var app = await StartAsync();
        var slot = await OpenAsync(app);
        await SendAsync(app, slot, [3, 1]);

        using var answer = await PostAsync(app, "/uploaded", new { token = Token(slot) });

        var parts = (await answer.ShouldBeAsync(HttpStatusCode.OK)).GetProperty("parts").EnumerateArray()
            .Select(part => (part.GetProperty("number").GetInt32(), part.GetProperty("size").GetInt64()));
        Assert.Equal([(1, (long)PartSize), (3, 100L)], parts);
    }

    [Fact]
    public async Task Renew_ExpiredToken_GoesOnUntilTheEndAndNeverBeyond()
    {
        await using var app = await StartAsync(policy => policy.MaximumUploadDuration = TimeSpan.FromHours(2));
        var slot = await OpenAsync(app);
        var end = TestApp.Now + TimeSpan.FromHours(2);
        app.Clock.Advance(TimeSpan.FromMinutes(100));

        using var expired = await PostAsync(app, "/parts", new { token = Token(slot), numbers = new[] { 1 } });
        using var expiredList = await PostAsync(app, "/uploaded", new { token = Token(slot) });
        var renewed = await RenewAsync(app, Token(slot));
        app.Clock.Advance(TimeSpan.FromMinutes(10));
        var last = await RenewAsync(app, renewed.Token);
        using var parts = await PostAsync(app, "/parts", new { token = last.Token, numbers = new[] { 1 } });

        await expired.ShouldFailAsync(HttpStatusCode.Gone, "token-expired");
        await expiredList.ShouldFailAsync(HttpStatusCode.Gone, "token-expired");
        Assert.Equal(TestApp.Now + TimeSpan.FromMinutes(115), renewed.ExpiresAt);
        Assert.Equal(end, last.ExpiresAt);
        Assert.Equal(end, (await parts.ShouldBeAsync(HttpStatusCode.OK)).GetProperty("expiresAt").GetDateTimeOffset());

        app.Clock.Advance(TimeSpan.FromMinutes(10));
        foreach (var route in new[] { "/parts", "/uploaded", "/renew", "/complete" })
        {
            using var over = await PostAsync(app, route, new { token = last.Token, numbers = new[] { 1 } });
            await over.ShouldFailAsync(HttpStatusCode.Gone, "upload-time-over");
        }
    }

    [Fact]
    public async Task Renew_OfAnotherSlotThatGoesOn_AsksTheApplicationAgain()
    {
        await using var app = await StartAsync();
        var slot = await OpenAsync(app);
        app.Application.Decide = ticket => ticket.IsRenewal && ticket.SlotKey.Value == slot.GetProperty("key").GetString()
            ? UploadDecision.Deny("No more.")
            : UploadDecision.Allow();

        using var denied = await PostAsync(app, "/renew", new { token = Token(slot) });

        await denied.ShouldFailAsync(HttpStatusCode.Forbidden, "upload-not-allowed");
        app.Application.Decide = _ => UploadDecision.Allow();
        await RenewAsync(app, Token(slot));
    }

    [Fact]
    public async Task Parts_PolicyTightenedInBetween_AreRefusedAndTheUploadCanBeAborted()
    {
        await using var app = await StartAsync();
        var slot = await OpenAsync(app);
        await SendAsync(app, slot, [1, 2, 3]);
        await using var tightened = await app.StartAnotherAsync(setup => setup.Video = policy => (policy.PartSize, policy.MaximumSize) = (PartSize, Size - 1));
        await using var moved = await app.StartAnotherAsync(setup => setup.VideoPolicy = "film");
        await using var single = await app.StartAnotherAsync(setup => setup.Video = policy =>
            (policy.PartSize, policy.MaximumSize, policy.Transport) = (PartSize, Size, UploadTransport.Put));

        foreach (var route in new[] { "/parts", "/renew", "/complete" })
        {
            using var refused = await PostAsync(tightened, route, new { token = Token(slot), numbers = new[] { 1 } });
            await refused.ShouldFailAsync(HttpStatusCode.RequestEntityTooLarge, "too-large");
            using var gone = await PostAsync(moved, route, new { token = Token(slot), numbers = new[] { 1 } });
            await gone.ShouldFailAsync(HttpStatusCode.BadRequest, "token-invalid");
        }

        using var others = await PostAsync(single, "/parts", new { token = Token(slot), numbers = new[] { 1 } });
        await others.ShouldFailAsync(HttpStatusCode.BadRequest, "transport-not-available");
        using var aborted = await PostAsync(tightened, "/abort", new { token = Token(slot) });
        Assert.Equal(HttpStatusCode.NoContent, aborted.StatusCode);
        Assert.Equal((0, 0), (app.Store.OpenUploads, app.Store.Stored.Count));
    }

    [Fact]
    public async Task Abort_OpenUpload_EndsTheSlotAndLeavesNothing()
    {
        await using var app = await StartAsync();
        var slot = await OpenAsync(app);
        await SendAsync(app, slot, [1, 2]);
        var url = (await SignAsync(app, slot, [3]))[0].GetProperty("url").GetString()!;

        using var aborted = await PostAsync(app, "/abort", new { token = Token(slot) });
        using var again = await PostAsync(app, "/abort", new { token = Token(slot) });

        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.NoContent), (aborted.StatusCode, again.StatusCode));
        Assert.Equal(HttpStatusCode.NotFound, app.Store.Send(url, [], new byte[100]));
        foreach (var route in new[] { "/uploaded", "/renew", "/complete" })
        {
            using var ended = await PostAsync(app, route, new { token = Token(slot) });
            await ended.ShouldFailAsync(HttpStatusCode.Gone, "slot-ended");
        }

        Assert.Equal((0, 0, 0), (app.Store.OpenUploads, app.Store.Stored.Count, app.Application.CatalogSize));
    }

    [Fact]
    public async Task Abort_AcceptedUpload_IsRefusedAndChangesNothing()
    {
        await using var app = await StartAsync();
        var slot = await OpenAsync(app);
        await SendAsync(app, slot, [1, 2, 3]);
        using var completed = await app.CompleteAsync(slot);

        using var aborted = await PostAsync(app, "/abort", new { token = Token(slot) });

        await aborted.ShouldFailAsync(HttpStatusCode.Conflict, "upload-completed");
        Assert.Single(app.Store.Stored);
        using var again = await app.CompleteAsync(slot);
        await again.ShouldBeAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Abort_WhileAnotherInstanceAccepts_NeverDeletesWhatIsAccepted()
    {
        await using var app = await StartAsync();
        await using var other = await app.StartAnotherAsync(setup => setup.Video = Video);
        var slot = await OpenAsync(app);
        await SendAsync(app, slot, [1, 2, 3]);
        HttpResponseMessage? aborted = null;
        app.Application.Reject = async (_, _) =>
        {
            aborted = await PostAsync(other, "/abort", new { token = Token(slot) });
            return null;
        };

        using var completed = await app.CompleteAsync(slot);

        await aborted!.ShouldFailAsync(HttpStatusCode.Conflict, "upload-completed");
        await completed.ShouldBeAsync(HttpStatusCode.OK);
        Assert.Single(app.Store.Stored);
        aborted!.Dispose();
    }

    /// <summary>The object is no longer under the slot's key, but what was accepted cannot be aborted.</summary>
    [Fact]
    public async Task Abort_AcceptedAndMovedToItsDestinationMeanwhile_IsUploadCompleted()
    {
        await using var app = await StartAsync();
        await using var other = await app.StartAnotherAsync(setup => setup.Video = Video);
        app.Application.Decide = _ => UploadDecision.Allow(destination: new ObjectKey("final/clip.mp4"));
        var slot = await OpenAsync(app);
        await SendAsync(app, slot, [1, 2, 3]);
        app.Store.Before = MemoryStore.Once(StoreStep.AbortUpload, _ => true, async () =>
        {
            using var completed = await other.CompleteAsync(slot);
            await completed.ShouldBeAsync(HttpStatusCode.OK);
        });

        using var aborted = await PostAsync(app, "/abort", new { token = Token(slot) });

        await aborted.ShouldFailAsync(HttpStatusCode.Conflict, "upload-completed");
        Assert.Equal("final/clip.mp4", Assert.Single(app.Store.Stored));
    }

    [Fact]
    public async Task Abort_SlotOfOneRequest_DeletesWhatWasSent()
    {
        await using var app = await StartAsync();
        var slot = await app.UploadAsync();

        using var aborted = await PostAsync(app, "/abort", new { token = Token(slot) });

        Assert.Equal(HttpStatusCode.NoContent, aborted.StatusCode);
        Assert.Equal(0, app.Store.Files);
    }

    [Fact]
    public async Task Complete_TenAtOnceOverTwoInstances_IsOneObjectAndOneAnswer()
    {
        await using var app = await StartAsync();
        await using var other = await app.StartAnotherAsync(setup => setup.Video = Video);
        var slot = await OpenAsync(app);
        await SendAsync(app, slot, [1, 2, 3]);

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(async i =>
        {
            using var completed = await (i % 2 == 0 ? app : other).CompleteAsync(slot);
            return (await completed.ShouldBeAsync(HttpStatusCode.OK)).GetRawText();
        }));

        Assert.Single(answers.Distinct());
        Assert.Single(app.Store.Stored);
        Assert.Equal((0, 1), (app.Store.OpenUploads, app.Application.CatalogSize));
    }

    /// <summary>The application is killed at each step of the store; the client completes again, at another instance.</summary>
    [Theory]
    [InlineData(StoreStep.ListParts, false)]
    [InlineData(StoreStep.ListParts, true)]
    [InlineData(StoreStep.CompleteUpload, false)]
    [InlineData(StoreStep.CompleteUpload, true)]
    [InlineData(StoreStep.Find, false)]
    [InlineData(StoreStep.Find, true)]
    [InlineData(StoreStep.Read, false)]
    [InlineData(StoreStep.Read, true)]
    public async Task Complete_AnswerLostAtAnyStep_TheClientFinishesElsewhere(StoreStep lost, bool after)
    {
        await using var app = await StartAsync();
        await using var other = await app.StartAnotherAsync(setup => setup.Video = Video);
        var slot = await OpenAsync(app);
        await SendAsync(app, slot, [1, 2, 3]);
        Func<StoreStep, string, Task> fail = (step, _) => step == lost
            ? throw new StoreException(ErrorCodes.StoreUnavailable, "killed")
            : Task.CompletedTask;
        (app.Store.Before, app.Store.After) = after ? (app.Store.Before, fail) : (fail, app.Store.After);

        using var killed = await app.CompleteAsync(slot);
        (app.Store.Before, app.Store.After) = ((_, _) => Task.CompletedTask, (_, _) => Task.CompletedTask);
        using var completed = await other.CompleteAsync(slot);
        using var again = await app.CompleteAsync(slot);

        await killed.ShouldFailAsync(HttpStatusCode.ServiceUnavailable, "store-unavailable");
        var answer = await completed.ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal(answer.GetRawText(), (await again.ShouldBeAsync(HttpStatusCode.OK)).GetRawText());
        Assert.Single(app.Store.Stored);
        Assert.Equal(1, app.Application.CatalogSize);
    }

    [Fact]
    public async Task Complete_PartReplacedAfterListing_IsNotCompletedWithIt()
    {
        await using var app = await StartAsync();
        var slot = await OpenAsync(app);
        await SendAsync(app, slot, [1, 2, 3]);
        var url = (await SignAsync(app, slot, [2]))[0].GetProperty("url").GetString()!;
        var swapped = false;
        app.Store.Before = (step, _) =>
        {
            if (step == StoreStep.CompleteUpload && !swapped)
            {
                swapped = true;
                app.Store.Send(url, [], new byte[PartSize - 1]);
            }

            return Task.CompletedTask;
        };

        using var changed = await app.CompleteAsync(slot);
        using var incomplete = await app.CompleteAsync(slot);

        await changed.ShouldFailAsync(HttpStatusCode.Conflict, "upload-changed");
        await incomplete.ShouldFailAsync(HttpStatusCode.Conflict, "upload-incomplete");
        Assert.Empty(app.Store.Stored);
    }

    [Fact]
    public async Task Complete_ChecksumsAtAStoreThatTellsNone_AreRefused()
    {
        await using var app = await StartAsync();
        var slot = await OpenAsync(app);
        await SendAsync(app, slot, [1, 2, 3]);
        var hash = Convert.ToBase64String(SHA256.HashData([])[..16]);

        using var answer = await PostAsync(
            app, "/complete", new { token = Token(slot), transferChecksums = new { algorithm = "md5", parts = new[] { hash, hash, hash } } });
        using var unknown = await PostAsync(
            app, "/complete", new { token = Token(slot), transferChecksums = new { algorithm = "sha1", parts = new[] { hash } } });

        await answer.ShouldFailAsync(HttpStatusCode.BadRequest, "transfer-checksums-invalid");
        await unknown.ShouldFailAsync(HttpStatusCode.BadRequest, "request-invalid");
        Assert.Equal(1, app.Store.OpenUploads);
        Assert.Equal("notEnforced", slot.GetProperty("guarantees").GetProperty("transfer").GetString());
    }

    /// <summary>A deployment removed the store, and moved its policies to another one.</summary>
    [Theory]
    [InlineData("/uploaded", 0, HttpStatusCode.ServiceUnavailable, "store-not-ready")]
    [InlineData("/abort", 0, HttpStatusCode.ServiceUnavailable, "store-not-ready")]
    [InlineData("/renew", 0, HttpStatusCode.BadRequest, "token-invalid")]
    [InlineData("/complete", 0, HttpStatusCode.BadRequest, "token-invalid")]
    [InlineData("/complete", 48, HttpStatusCode.Gone, "upload-time-over")]
    public async Task AnyRoute_StoreOfTheSlotIsGone_IsNoFailureOfTheApplication(string route, int hours, HttpStatusCode status, string code)
    {
        await using var app = await StartAsync();
        var slot = await OpenAsync(app);
        await using var moved = await app.StartAnotherAsync(setup =>
        {
            setup.Video = Video;
            setup.AddStore = stores => stores.AddStore(new MemoryStoreRegistration("archive", setup.Store));
        });
        app.Clock.Advance(TimeSpan.FromHours(hours));

        using var answer = await PostAsync(moved, route, new { token = Token(slot) });

        await answer.ShouldFailAsync(status, code);
    }

    private static void Video(UploadPolicyOptions policy) => (policy.MaximumSize, policy.PartSize) = (20_000_000, PartSize);

    private static Task<TestApp> StartAsync(Action<UploadPolicyOptions>? configure = null) => TestApp.StartAsync(setup => setup.Video = policy =>
    {
        Video(policy);
        configure?.Invoke(policy);
    });

    private static Task<JsonElement> OpenAsync(TestApp app, long size = Size) =>
        app.OpenAsync(new { policy = "video", fileName = "clip.mp4", contentType = "video/mp4", size, transports = Everything });

    private static async Task<IReadOnlyList<JsonElement>> SignAsync(TestApp app, JsonElement slot, int[] numbers)
    {
        using var answer = await PostAsync(app, "/parts", new { token = Token(slot), numbers });
        return [.. (await answer.ShouldBeAsync(HttpStatusCode.OK)).GetProperty("parts").EnumerateArray()];
    }

    private static async Task SendAsync(TestApp app, JsonElement slot, int[] numbers)
    {
        var file = Samples.Mp4((int)Size);
        foreach (var part in numbers.Length == 0 ? [] : await SignAsync(app, slot, numbers))
        {
            var start = (part.GetProperty("number").GetInt32() - 1) * PartSize;
            var bytes = file[start..Math.Min(file.Length, start + PartSize)];
            Assert.Equal(HttpStatusCode.OK, app.Store.Send(part.GetProperty("url").GetString()!, [], bytes));
        }
    }

    private static async Task<(string Token, DateTimeOffset ExpiresAt)> RenewAsync(TestApp app, string token)
    {
        using var answer = await PostAsync(app, "/renew", new { token });
        var renewed = await answer.ShouldBeAsync(HttpStatusCode.OK);
        return (renewed.GetProperty("token").GetString()!, renewed.GetProperty("expiresAt").GetDateTimeOffset());
    }

    private static Task<HttpResponseMessage> PostAsync(TestApp app, string route, object body) => PostAsync(app.Client, route, body);

    private static Task<HttpResponseMessage> PostAsync(HttpClient client, string route, object body) =>
        client.PostAsJsonAsync("/files/slots" + route, body, TestContext.Current.CancellationToken);

    private static string Token(JsonElement slot) => slot.GetProperty("token").GetString()!;

    private static int PartCount(JsonElement slot) => slot.GetProperty("multipart").GetProperty("partCount").GetInt32();
}
