using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using PresignKit.AspNetCore.Tests.Fakes;

namespace PresignKit.AspNetCore.Tests.Endpoints;

/// <summary>The application rejects an upload that passed verification.</summary>
public sealed class RejectionTests
{
    private static readonly UploadVerdict Infected = UploadVerdict.Rejected("infected", "The file contains a virus.");

    [Theory]
    [InlineData(StoreKind.Part)]
    [InlineData(StoreKind.VersionedPart)]
    [InlineData(StoreKind.Put)]
    [InlineData(StoreKind.Form)]
    public async Task Complete_Rejected_ReturnsTheApplicationsCodeAndDeletesEverything(StoreKind kind)
    {
        await using var app = await StartAsync(kind);
        var slot = await app.UploadAsync();
        RejectWith(app, UploadVerdict.Rejected("video-not-found", "The video has been deleted.", 404));

        using var response = await app.CompleteAsync(slot);

        var problem = await response.ShouldFailAsync(HttpStatusCode.NotFound, "video-not-found");
        Assert.Equal("The video has been deleted.", problem.GetProperty("detail").GetString());
        Assert.Equal(0, app.Store.Files);
        Assert.Equal(0, app.Application.CatalogSize);
        Assert.Empty(app.Application.Refused);
        using var again = await app.CompleteAsync(slot);
        await again.ShouldFailAsync(HttpStatusCode.Gone, "slot-ended");
        Assert.Single(app.Application.Accepted);
    }

    [Fact]
    public async Task Complete_RejectedWithoutStatus_Is422AndLogsOnlyTheCode()
    {
        await using var app = await StartAsync();
        var slot = await app.UploadAsync();
        RejectWith(app, Infected);

        using var response = await app.CompleteAsync(slot);

        await response.ShouldFailAsync(HttpStatusCode.UnprocessableEntity, "infected");
        var line = Assert.Single(app.Logs.Lines, line => line.EventId == 9 && line.Category.StartsWith("PresignKit.", StringComparison.Ordinal));
        Assert.Contains("infected", line.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(app.Logs.Lines, other => other.Text.Contains("virus", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(StoreKind.Part)]
    [InlineData(StoreKind.Put)]
    [InlineData(StoreKind.Form)]
    [InlineData(StoreKind.VersionedForm)]
    public async Task Complete_AnotherUploadAfterARejectedOne_IsNeverAccepted(StoreKind kind)
    {
        await using var app = await StartAsync(kind);
        var slot = await app.UploadAsync();
        RejectWith(app, Infected);
        using var rejected = await app.CompleteAsync(slot);
        RejectWith(app, null);
        app.Send(slot, [.. Samples.Mp4()[..^1], 7]);

        using var again = await app.CompleteAsync(slot);

        await rejected.ShouldFailAsync(HttpStatusCode.UnprocessableEntity, "infected");
        await again.ShouldFailAsync(HttpStatusCode.Gone, "slot-ended");
        Assert.Single(app.Application.Accepted);
        Assert.Equal(0, app.Application.CatalogSize);
    }

    [Theory]
    [InlineData(StoreKind.Part)]
    [InlineData(StoreKind.VersionedPart)]
    [InlineData(StoreKind.Put)]
    [InlineData(StoreKind.Form)]
    [InlineData(StoreKind.VersionedForm)]
    [InlineData(StoreKind.FormOfLaxStore)]
    public async Task Complete_RejectedWhileAnotherInstanceAccepts_ReturnsTheAcceptedResponseAndKeepsItsObject(StoreKind kind)
    {
        await using var app = await StartAsync(kind);
        await using var instance = await app.StartAnotherAsync();
        var slot = await app.UploadAsync();
        var fast = default(JsonElement);
        var calls = 0;
        app.Application.Reject = async (_, _) =>
        {
            if (Interlocked.Increment(ref calls) > 1)
            {
                return null;
            }

            // The other completion runs from beginning to end before this one is rejected.
            using var other = await instance.CompleteAsync(slot);
            fast = await other.ShouldBeAsync(HttpStatusCode.OK);
            return Infected;
        };

        using var response = await app.CompleteAsync(slot);

        var slow = await response.ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal(fast.GetRawText(), slow.GetRawText());
        Assert.Equal([slow.GetProperty("key").GetString()!], app.Store.Stored);
        using var download = await app.Client.GetAsync(
            "/files/downloads/" + slow.GetProperty("id").GetString(), TestContext.Current.CancellationToken);
        await download.ShouldBeAsync(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(StoreKind.Part)]
    [InlineData(StoreKind.VersionedPart)]
    [InlineData(StoreKind.Put)]
    [InlineData(StoreKind.Form)]
    public async Task Complete_AcceptedSlotThatWouldBeRejectedNow_KeepsItsResponseAndObject(StoreKind kind)
    {
        await using var app = await StartAsync(kind);
        var slot = await app.UploadAsync();
        using var accepted = await app.CompleteAsync(slot);
        var answer = await accepted.ShouldBeAsync(HttpStatusCode.OK);
        RejectWith(app, Infected);

        // A second upload under the key of an accepted slot is not even judged.
        app.Send(slot);
        using var again = await app.CompleteAsync(slot);

        Assert.Equal(answer.GetRawText(), (await again.ShouldBeAsync(HttpStatusCode.OK)).GetRawText());
        Assert.Equal([answer.GetProperty("key").GetString()!], app.Store.Stored);
        Assert.Single(app.Application.Accepted);
    }

    [Fact]
    public async Task Complete_RecordedRejection_IsReturnedAgainWithoutVerifyingTheNewUpload()
    {
        await using var app = await StartAsync();
        var slot = await app.UploadAsync();
        app.Application.RecordedRejection = Infected;

        using var response = await app.CompleteAsync(slot);

        await response.ShouldFailAsync(HttpStatusCode.UnprocessableEntity, "infected");
        Assert.Empty(app.Application.Accepted);
        Assert.Equal(0, app.Store.Files);
    }

    [Fact]
    public async Task Complete_LongExpiredSlotWithARecordedRejection_DeletesTheObject()
    {
        await using var app = await StartAsync();
        var slot = await app.UploadAsync();
        app.Application.RecordedRejection = Infected;
        app.Clock.Advance(TimeSpan.FromHours(3));

        using var response = await app.CompleteAsync(slot);

        await response.ShouldFailAsync(HttpStatusCode.Gone, "token-expired");
        Assert.Equal(0, app.Store.Files);
    }

    [Fact]
    public async Task Complete_RejectedObjectCannotBeDeleted_IsStillRejectedAndLogged()
    {
        await using var app = await StartAsync();
        var slot = await app.UploadAsync();
        RejectWith(app, Infected);
        app.Store.DeleteFails = new StoreException(ErrorCodes.StoreAccessDenied, "denied");

        using var response = await app.CompleteAsync(slot);
        app.Store.DeleteFails = null;
        using var again = await app.CompleteAsync(slot);

        await response.ShouldFailAsync(HttpStatusCode.UnprocessableEntity, "infected");
        Assert.Contains(app.Logs.Lines, line => line.EventId == 10 && line.Text.Contains("store-access-denied", StringComparison.Ordinal));
        await again.ShouldFailAsync(HttpStatusCode.UnprocessableEntity, "infected");
        Assert.Equal(0, app.Store.Files);
    }

    [Fact]
    public async Task Complete_FindAcceptedThrowsAfterARejection_DeletesNothing()
    {
        await using var app = await StartAsync();
        var slot = await app.UploadAsync();
        app.Application.Reject = (_, _) =>
        {
            app.Application.FindFails = new InvalidOperationException("the database is away");
            return Task.FromResult<UploadVerdict?>(Infected);
        };

        using var response = await app.CompleteAsync(slot);

        await response.ShouldFailAsync(HttpStatusCode.InternalServerError, "application-error");
        Assert.Equal(1, app.Store.Files);
    }

    [Theory]
    [InlineData(StoreKind.Part)]
    [InlineData(StoreKind.VersionedPart)]
    [InlineData(StoreKind.Put)]
    [InlineData(StoreKind.Form)]
    public async Task Complete_Rejected_IsNotCanceledFromThenOn(StoreKind kind)
    {
        await using var app = await StartAsync(kind);
        var slot = await app.UploadAsync();
        RejectWith(app, Infected);

        using var response = await app.CompleteAsync(slot);

        Assert.Equal([true, false, false], app.Application.Tokens.Select(token => token.CanBeCanceled));
        Assert.False(app.Store.Tokens[^1].CanBeCanceled);
    }

    [Theory]
    [InlineData(StoreKind.Part)]
    [InlineData(StoreKind.VersionedPart)]
    [InlineData(StoreKind.Put)]
    [InlineData(StoreKind.Form)]
    public async Task Complete_ClientDisconnectsWhileItsUploadIsRejected_EverythingIsDeleted(StoreKind kind)
    {
        await using var app = await StartAsync(kind);
        var slot = await app.UploadAsync();
        using var disconnect = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var aborted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        app.Application.Reject = async (_, _) =>
        {
            // The first token is that of FindAcceptedAsync: it is canceled when the server notices that the client is gone.
            using var registration = app.Application.Tokens.First().Register(() => aborted.TrySetResult());
            await disconnect.CancelAsync();
            await aborted.Task.WaitAsync(TimeSpan.FromMinutes(5), TestContext.Current.CancellationToken);
            return Infected;
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            using var response = await app.Client.PostAsJsonAsync(
                "/files/slots/complete", new { token = slot.GetProperty("token").GetString() }, disconnect.Token);
        });

        // The server goes on without the client. The limit is only for the case that it never deletes.
        for (var i = 0; i < 3_000 && app.Store.Stored.Count > 0; i++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), TestContext.Current.CancellationToken);
        }

        Assert.Equal(0, app.Store.Files);
    }

    [Fact]
    public async Task Complete_RecordedRejectionWhoseCopyCouldNotBeDeleted_DeletesBothOnRetry()
    {
        await using var app = await StartAsync(StoreKind.Form);
        var slot = await app.UploadAsync();
        app.Application.Reject = (_, _) =>
        {
            app.Application.RecordedRejection = Infected;
            return Task.FromResult<UploadVerdict?>(Infected);
        };
        app.Store.DeleteFails = new StoreException(ErrorCodes.StoreBusy, "busy");
        using var first = await app.CompleteAsync(slot);
        var before = app.Store.Stored.Count;
        app.Store.DeleteFails = null;

        using var again = await app.CompleteAsync(slot);

        Assert.Equal(2, before);
        await first.ShouldFailAsync(HttpStatusCode.UnprocessableEntity, "infected");
        await again.ShouldFailAsync(HttpStatusCode.UnprocessableEntity, "infected");
        Assert.Equal(0, app.Store.Files);
    }

    [Fact]
    public async Task Complete_ApplicationFailedAfterItRecordedARejection_DeletesTheCopyOnRetry()
    {
        await using var app = await StartAsync(StoreKind.Form);
        var slot = await app.UploadAsync();
        app.Application.Reject = (_, _) =>
        {
            app.Application.RecordedRejection = Infected;
            throw new InvalidOperationException("the process ends");
        };
        using var first = await app.CompleteAsync(slot);

        using var again = await app.CompleteAsync(slot);

        await first.ShouldFailAsync(HttpStatusCode.InternalServerError, "application-error");
        await again.ShouldFailAsync(HttpStatusCode.UnprocessableEntity, "infected");
        Assert.Equal(0, app.Store.Files);
    }

    [Fact]
    public async Task Complete_SlotIsWrittenAgainWhileTheUploadIsRejected_DeletesTheVerdictsCopyAndKeepsTheNewUpload()
    {
        await using var app = await StartAsync(StoreKind.Form);
        var slot = await app.UploadAsync();
        app.Application.Reject = (_, _) =>
        {
            app.Send(slot, [.. Samples.Mp4()[..^1], 7]);
            return Task.FromResult<UploadVerdict?>(Infected);
        };

        using var response = await app.CompleteAsync(slot);

        await response.ShouldFailAsync(HttpStatusCode.UnprocessableEntity, "infected");
        Assert.Equal([Key(slot)], app.Store.Stored);
    }

    [Theory]
    [InlineData(StoreKind.Part, 1)]
    [InlineData(StoreKind.Form, 2)]
    [InlineData(StoreKind.FormOfLaxStore, 2)]
    public async Task Complete_AcceptThrowsEachTime_NoCopiesPileUp(StoreKind kind, int remaining)
    {
        await using var app = await StartAsync(kind);
        var slot = await app.UploadAsync();
        app.Application.AcceptFails = new InvalidOperationException("the database is away");
        for (var i = 0; i < 5; i++)
        {
            using var failed = await app.CompleteAsync(slot);
            await failed.ShouldFailAsync(HttpStatusCode.InternalServerError, "application-error");
        }

        Assert.Equal(remaining, app.Store.Stored.Count);
        Assert.Single(app.Application.Accepted.Select(call => call.Verified).Distinct());
        app.Application.AcceptFails = null;
        using var accepted = await app.CompleteAsync(slot);
        var answer = await accepted.ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal([answer.GetProperty("key").GetString()!], app.Store.Stored);
    }

    [Theory]
    [InlineData(StoreKind.Part)]
    [InlineData(StoreKind.VersionedPart)]
    [InlineData(StoreKind.Put)]
    [InlineData(StoreKind.Form)]
    public async Task Complete_AcceptedWithAKeyThatTheSlotNeverHad_Is500AndDeletesNothing(StoreKind kind)
    {
        await using var app = await StartAsync(kind);
        var slot = await app.UploadAsync();
        RejectWith(app, UploadVerdict.Accepted("1", new("no/such/key.mp4")));

        using var response = await app.CompleteAsync(slot);

        await response.ShouldFailAsync(HttpStatusCode.InternalServerError, "application-error");
        Assert.Contains(Key(slot), app.Store.Stored);
        Assert.Equal(kind is StoreKind.Put or StoreKind.Form ? 2 : 1, app.Store.Stored.Count);
        Assert.Contains(app.Logs.Lines, line => line.Text.Contains("'no/such/key.mp4'", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Complete_LongExpiredSlotOfAStoreThatFails_Is410AndLogged()
    {
        await using var app = await StartAsync();
        var slot = await app.UploadAsync();
        app.Clock.Advance(TimeSpan.FromHours(3));
        app.Store.Fails = new StoreException(ErrorCodes.StoreBusy, "busy");

        using var response = await app.CompleteAsync(slot);

        await response.ShouldFailAsync(HttpStatusCode.Gone, "token-expired");
        Assert.Contains(app.Logs.Lines, line => line.EventId == 11 && line.Text.Contains("store-busy", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Complete_LongExpiredSlotWithAFrozenCopy_DeletesBoth()
    {
        await using var app = await StartAsync(StoreKind.Form);
        var slot = await app.UploadAsync();
        app.Application.AcceptFails = new InvalidOperationException("the database is away");
        using var failed = await app.CompleteAsync(slot);
        var before = app.Store.Stored.Count;
        app.Clock.Advance(TimeSpan.FromHours(3));

        using var response = await app.CompleteAsync(slot);

        Assert.Equal(2, before);
        await response.ShouldFailAsync(HttpStatusCode.Gone, "token-expired");
        Assert.Equal(0, app.Store.Files);
    }

    [Fact]
    public async Task Complete_AcceptReturnsNull_Is500AndTheLogSaysWhatToReturn()
    {
        await using var app = await TestApp.StartAsync(setup =>
        {
            setup.Services = builder => builder.Services.AddSingleton<IPresignKitApplication>(new NullApplication());
        });
        var slot = await app.UploadAsync();

        using var response = await app.CompleteAsync(slot);

        await response.ShouldFailAsync(HttpStatusCode.InternalServerError, "application-error");
        Assert.Contains(app.Logs.Lines, line => line.Text.Contains("Return UploadVerdict.Accepted", StringComparison.Ordinal));
        Assert.Equal(1, app.Store.Files);
    }

    private static Task<TestApp> StartAsync(StoreKind kind = StoreKind.Part) => TestApp.StartAsync(setup => setup.Use(kind));

    private static void RejectWith(TestApp app, UploadVerdict? verdict) => app.Application.Reject = (_, _) => Task.FromResult(verdict);

    private static string Key(JsonElement slot) => slot.GetProperty("key").GetString()!;

    private sealed class NullApplication : IPresignKitApplication
    {
        public ValueTask<UploadDecision> AuthorizeUploadAsync(UploadTicket ticket, CancellationToken cancellationToken) => new(UploadDecision.Allow());

        public ValueTask<UploadVerdict?> FindAcceptedAsync(UploadTicket ticket, CancellationToken cancellationToken) => default;

        public ValueTask<UploadVerdict> AcceptAsync(UploadTicket ticket, VerifiedObject verified, CancellationToken cancellationToken) => default;
    }
}
