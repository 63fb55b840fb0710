using System.Net;
using System.Net.Http.Json;
using PresignKit.AspNetCore.Tests.Fakes;

namespace PresignKit.AspNetCore.Tests.Endpoints;

/// <summary>What happens if settings change, a process ends, or a name is spelled differently while slots are open.</summary>
public sealed class DeploymentTests
{
    private const string Avatar = "avatars/anna.mp4";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Open_PolicyInAnotherLetterCase_IsAuthorizedUnderItsOwnName()
    {
        await using var app = await TestApp.StartAsync();
        app.Application.Decide = ticket => ticket.Policy == "video" ? UploadDecision.Deny("no") : UploadDecision.Allow();

        using var response = await app.Client.PostAsJsonAsync(
            "/files/slots", new { policy = "Video", fileName = "a.mp4", contentType = "video/mp4", size = 64 }, Cancellation);

        await response.ShouldFailAsync(HttpStatusCode.Forbidden, "upload-not-allowed");
        Assert.Equal("video", Assert.Single(app.Application.Authorized).Policy);
    }

    [Fact]
    public async Task Complete_AnswerToTheCopyIsLost_LeavesNoCopies()
    {
        await using var app = await TestApp.StartAsync(setup => setup.Use(StoreKind.Form));
        var slot = await app.UploadAsync();
        app.Store.After = (step, _) => step == StoreStep.Copy ? throw new StoreException(ErrorCodes.StoreUnavailable, "lost") : Task.CompletedTask;

        for (var attempt = 0; attempt < 3; attempt++)
        {
            using var failed = await app.CompleteAsync(slot);
            await failed.ShouldFailAsync(HttpStatusCode.ServiceUnavailable, "store-unavailable");
        }

        Assert.Equal([slot.GetProperty("key").GetString()!], app.Store.Stored);
    }

    [Theory]
    [InlineData(StoreKind.Part)]
    [InlineData(StoreKind.Form)]
    public async Task Complete_PolicyIsGoneBeforeTheCopyToTheDestination_DeletesNothing(StoreKind kind)
    {
        await using var app = await StartAsync(kind);
        var slot = await AcceptWithoutCopyAsync(app);
        var before = app.Store.Stored;
        await using var deployed = await app.StartAnotherAsync(setup => setup.VideoPolicy = "clip");

        using var response = await deployed.CompleteAsync(slot);

        await response.ShouldFailAsync(HttpStatusCode.NotFound, "unknown-policy");
        Assert.Equal(before, app.Store.Stored);
    }

    [Theory]
    [InlineData(StoreKind.Part)]
    [InlineData(StoreKind.Form)]
    public async Task Complete_LongAfterExpiry_CopiesAnAcceptedUploadToItsDestination(StoreKind kind)
    {
        await using var app = await StartAsync(kind);
        var slot = await AcceptWithoutCopyAsync(app);
        app.Clock.Advance(TimeSpan.FromHours(3));

        using var response = await app.CompleteAsync(slot);

        await response.ShouldFailAsync(HttpStatusCode.Gone, "token-expired");
        Assert.Equal(Samples.Mp4(), app.Store.BytesOf(Avatar));
    }

    [Fact]
    public async Task Open_DestinationInAFolderThatExpires_IsRefused()
    {
        await using var app = await TestApp.StartAsync(setup => setup.Use(StoreKind.Form));
        app.Application.Decide = _ => UploadDecision.Allow(destination: new ObjectKey("uploads/anna/avatar.mp4"));

        using var response = await app.Client.PostAsJsonAsync(
            "/files/slots", new { policy = "video", fileName = "a.mp4", contentType = "video/mp4", size = 64 }, Cancellation);

        await response.ShouldFailAsync(HttpStatusCode.InternalServerError, "application-error");
    }

    [Fact]
    public async Task Complete_FrozenPrefixChangesAfterTheObjectWasDeleted_SlotStaysEnded()
    {
        await using var app = await TestApp.StartAsync(setup => setup.Use(StoreKind.Form));
        var slot = await app.UploadAsync();
        using (var accepted = await app.CompleteAsync(slot))
        {
            await accepted.ShouldBeAsync(HttpStatusCode.OK);
        }

        var verified = Assert.Single(app.Application.Accepted).Verified;
        await app.Store.DeleteAsync(verified.Key, Cancellation);
        app.Application.Forget(slot.GetProperty("key").GetString()!);
        app.Send(slot);
        await using var deployed = await app.StartAnotherAsync(setup =>
        {
            var configure = setup.Video;
            setup.Video = policy =>
            {
                configure?.Invoke(policy);
                policy.FrozenPrefix = "kept/";
            };
        });

        using var response = await deployed.CompleteAsync(slot);

        await response.ShouldFailAsync(HttpStatusCode.Gone, "slot-ended");
    }

    private static async Task<TestApp> StartAsync(StoreKind kind)
    {
        var app = await TestApp.StartAsync(setup => setup.Use(kind));
        app.Application.Decide = _ => UploadDecision.Allow(destination: new ObjectKey(Avatar));
        return app;
    }

    /// <summary>As if the process had ended between the acceptance and the copy.</summary>
    private static async Task<System.Text.Json.JsonElement> AcceptWithoutCopyAsync(TestApp app)
    {
        var slot = await app.UploadAsync();
        app.Store.Before = (step, key) =>
            step == StoreStep.Copy && key == Avatar ? throw new StoreException(ErrorCodes.StoreUnavailable, "down") : Task.CompletedTask;
        using var failed = await app.CompleteAsync(slot);
        await failed.ShouldFailAsync(HttpStatusCode.ServiceUnavailable, "store-unavailable");
        app.Store.Before = (_, _) => Task.CompletedTask;
        return slot;
    }
}
