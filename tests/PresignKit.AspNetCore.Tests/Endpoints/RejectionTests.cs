using System.Net;
using System.Text.Json;
using PresignKit.AspNetCore.Tests.Fakes;

namespace PresignKit.AspNetCore.Tests.Endpoints;

/// <summary>The application rejects an upload that passed verification.</summary>
public sealed class RejectionTests
{
    private static readonly UploadVerdict Infected = UploadVerdict.Rejected("infected", "The file contains a virus.");

    [Theory]
    [InlineData(FreezeRule.Never)]
    [InlineData(FreezeRule.Always)]
    public async Task Complete_Rejected_ReturnsTheApplicationsCodeAndDeletesEverything(FreezeRule freeze)
    {
        await using var app = await StartAsync(freeze);
        var slot = await UploadAsync(app);
        RejectWith(app, UploadVerdict.Rejected("video-not-found", "The video has been deleted.", 404));

        using var response = await app.CompleteAsync(slot);

        var problem = await response.ShouldFailAsync(HttpStatusCode.NotFound, "video-not-found");
        Assert.Equal("The video has been deleted.", problem.GetProperty("detail").GetString());
        Assert.Empty(app.Store.Stored);
        Assert.Equal(0, app.Application.CatalogSize);
        Assert.Empty(app.Application.Refused);
        using var again = await app.CompleteAsync(slot);
        await again.ShouldFailAsync(HttpStatusCode.Conflict, "not-uploaded");
    }

    [Fact]
    public async Task Complete_RejectedWithoutStatus_Is422AndLogsOnlyTheCode()
    {
        await using var app = await StartAsync();
        var slot = await UploadAsync(app);
        RejectWith(app, Infected);

        using var response = await app.CompleteAsync(slot);

        await response.ShouldFailAsync(HttpStatusCode.UnprocessableEntity, "infected");
        var line = Assert.Single(app.Logs.Lines, line => line.EventId == 9 && line.Category.StartsWith("PresignKit.", StringComparison.Ordinal));
        Assert.Contains("infected", line.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(app.Logs.Lines, other => other.Text.Contains("virus", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Complete_AnotherUploadAfterARejectedOne_AsksTheApplicationAgain()
    {
        await using var app = await StartAsync();
        var slot = await UploadAsync(app);
        RejectWith(app, Infected);
        using var rejected = await app.CompleteAsync(slot);
        RejectWith(app, null);
        app.Store.Put(Key(slot), Samples.Mp4(), "video/mp4");

        using var accepted = await app.CompleteAsync(slot);

        await rejected.ShouldFailAsync(HttpStatusCode.UnprocessableEntity, "infected");
        await accepted.ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal(2, app.Application.Accepted.Count);
    }

    [Theory]
    [InlineData(FreezeRule.Never, Capability.Yes)]
    [InlineData(FreezeRule.Always, Capability.Yes)]
    [InlineData(FreezeRule.Always, Capability.No)]
    public async Task Complete_RejectedWhileAnotherCompletionIsAccepted_ReturnsTheAcceptedResponseAndKeepsItsObject(
        FreezeRule freeze, Capability conditionalCopy)
    {
        await using var app = await StartAsync(freeze, conditionalCopy);
        var slot = await UploadAsync(app);
        var fast = default(JsonElement);
        var calls = 0;
        app.Application.Reject = async (_, _) =>
        {
            if (Interlocked.Increment(ref calls) > 1)
            {
                return null;
            }

            // The other completion runs from beginning to end before this one is rejected.
            using var other = await app.CompleteAsync(slot);
            fast = await other.ShouldBeAsync(HttpStatusCode.OK);
            return Infected;
        };

        using var response = await app.CompleteAsync(slot);

        var slow = await response.ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal(fast.GetRawText(), slow.GetRawText());
        Assert.Equal([slow.GetProperty("key").GetString()!], app.Store.Stored.Keys);
        using var download = await app.Client.GetAsync(
            "/files/downloads/" + slow.GetProperty("id").GetString(), TestContext.Current.CancellationToken);
        await download.ShouldBeAsync(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(FreezeRule.Never)]
    [InlineData(FreezeRule.Always)]
    public async Task Complete_AcceptedSlotThatWouldBeRejectedNow_KeepsItsResponseAndObject(FreezeRule freeze)
    {
        await using var app = await StartAsync(freeze);
        var slot = await UploadAsync(app);
        using var accepted = await app.CompleteAsync(slot);
        var answer = await accepted.ShouldBeAsync(HttpStatusCode.OK);
        RejectWith(app, Infected);

        // A second upload under the key of an accepted slot is not even judged.
        app.Store.Put(Key(slot), Samples.Mp4(), "video/mp4");
        using var again = await app.CompleteAsync(slot);

        Assert.Equal(answer.GetRawText(), (await again.ShouldBeAsync(HttpStatusCode.OK)).GetRawText());
        Assert.Equal([answer.GetProperty("key").GetString()!], app.Store.Stored.Keys);
        Assert.Single(app.Application.Accepted);
    }

    [Fact]
    public async Task Complete_RecordedRejection_IsReturnedAgainWithoutVerifyingTheNewUpload()
    {
        await using var app = await StartAsync();
        var slot = await UploadAsync(app);
        app.Application.RecordedRejection = Infected;

        using var response = await app.CompleteAsync(slot);

        await response.ShouldFailAsync(HttpStatusCode.UnprocessableEntity, "infected");
        Assert.Empty(app.Application.Accepted);
        Assert.Empty(app.Store.Stored);
    }

    [Fact]
    public async Task Complete_LongExpiredSlotWithARecordedRejection_DeletesTheObject()
    {
        await using var app = await StartAsync();
        var slot = await UploadAsync(app);
        app.Application.RecordedRejection = Infected;
        app.Clock.Advance(TimeSpan.FromHours(3));

        using var response = await app.CompleteAsync(slot);

        await response.ShouldFailAsync(HttpStatusCode.Gone, "token-expired");
        Assert.Empty(app.Store.Stored);
    }

    [Fact]
    public async Task Complete_RejectedObjectCannotBeDeleted_IsStillRejectedAndLogged()
    {
        await using var app = await StartAsync();
        var slot = await UploadAsync(app);
        RejectWith(app, Infected);
        app.Store.DeleteFails = new StoreException(ErrorCodes.StoreAccessDenied, "denied");

        using var response = await app.CompleteAsync(slot);
        app.Store.DeleteFails = null;
        using var again = await app.CompleteAsync(slot);

        await response.ShouldFailAsync(HttpStatusCode.UnprocessableEntity, "infected");
        Assert.Contains(app.Logs.Lines, line => line.EventId == 10 && line.Text.Contains("store-access-denied", StringComparison.Ordinal));
        await again.ShouldFailAsync(HttpStatusCode.UnprocessableEntity, "infected");
        Assert.Empty(app.Store.Stored);
    }

    [Fact]
    public async Task Complete_FindAcceptedThrowsAfterARejection_DeletesNothing()
    {
        await using var app = await StartAsync();
        var slot = await UploadAsync(app);
        app.Application.Reject = (_, _) =>
        {
            app.Application.FindFails = new InvalidOperationException("the database is away");
            return Task.FromResult<UploadVerdict?>(Infected);
        };

        using var response = await app.CompleteAsync(slot);

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Single(app.Store.Stored);
    }

    [Theory]
    [InlineData(FreezeRule.Never, true)]
    [InlineData(FreezeRule.Always, false)]
    public async Task Complete_Rejected_IsNotCanceledOnceTheUploadIsFrozen(FreezeRule freeze, bool cancelable)
    {
        await using var app = await StartAsync(freeze);
        var slot = await UploadAsync(app);
        RejectWith(app, Infected);

        using var response = await app.CompleteAsync(slot);

        Assert.Equal([true, cancelable, cancelable], app.Application.Tokens.Select(token => token.CanBeCanceled));
        Assert.False(app.Store.Tokens[^1].CanBeCanceled);
    }

    private static Task<TestApp> StartAsync(FreezeRule freeze = FreezeRule.Never, Capability conditionalCopy = Capability.Yes) =>
        TestApp.StartAsync(setup =>
        {
            setup.Store = new() { Profile = setup.Store.Profile with { ConditionalCopy = conditionalCopy } };
            setup.Video = policy => policy.Freeze = freeze;
        });

    private static async Task<JsonElement> UploadAsync(TestApp app)
    {
        var slot = await app.OpenAsync(64);
        app.Store.Put(Key(slot), Samples.Mp4(), "video/mp4");
        return slot;
    }

    private static void RejectWith(TestApp app, UploadVerdict? verdict) => app.Application.Reject = (_, _) => Task.FromResult(verdict);

    private static string Key(JsonElement slot) => slot.GetProperty("key").GetString()!;
}
