using System.Net;
using System.Text.Json;
using PresignKit.AspNetCore.Tests.Fakes;

namespace PresignKit.AspNetCore.Tests.Endpoints;

/// <summary>The application chooses the key of the object; clients write only keys of their own slots.</summary>
public sealed class DestinationTests
{
    private const string Avatar = "avatars/42.mp4";

    private static readonly byte[] Old = Samples.Mp4();
    private static readonly byte[] New = [.. Samples.Mp4()[..^1], 7];

    public static TheoryData<StoreKind> Kinds { get; } = [.. Enum.GetValues<StoreKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Complete_Destination_IsReplacedOnAcceptanceAndNotBefore(StoreKind kind)
    {
        await using var app = await StartAsync(kind);
        app.Store.Put(Avatar, Old, "video/mp4");
        var slot = await app.UploadAsync(New);
        var before = app.Store.BytesOf(Avatar);
        var onAcceptance = default(byte[]);
        app.Application.Reject = (_, _) =>
        {
            onAcceptance = app.Store.BytesOf(Avatar);
            return Task.FromResult<UploadVerdict?>(null);
        };

        using var response = await app.CompleteAsync(slot);

        var answer = await response.ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal(Avatar, answer.GetProperty("key").GetString());
        Assert.Equal((Old, Old), (before!, onAcceptance!));
        Assert.Equal(New, app.Store.BytesOf(Avatar));
        Assert.Equal([Avatar], app.Store.Stored);
        var (ticket, verified) = Assert.Single(app.Application.Accepted);
        Assert.Equal((Avatar, Avatar), (ticket.Destination?.Value, verified.Key.Value));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Complete_Again_DoesNotPutOldBytesBack(StoreKind kind)
    {
        await using var app = await StartAsync(kind);
        var first = await app.UploadAsync(Old);
        using var accepted = await app.CompleteAsync(first);
        var second = await app.UploadAsync(New);
        using var replaced = await app.CompleteAsync(second);
        app.Send(first, Old);

        using var again = await app.CompleteAsync(first);

        await accepted.ShouldBeAsync(HttpStatusCode.OK);
        await replaced.ShouldBeAsync(HttpStatusCode.OK);
        await again.ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal(New, app.Store.BytesOf(Avatar));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Complete_CopyFails_Is503AndCompletingAgainSucceeds(StoreKind kind)
    {
        await using var app = await StartAsync(kind);
        var slot = await app.UploadAsync(New);
        app.Store.Before = MemoryStore.Once(
            StoreStep.Copy, key => key == Avatar, () => throw new StoreException(ErrorCodes.StoreUnavailable, "the connection was lost"));

        using var failed = await app.CompleteAsync(slot);
        using var again = await app.CompleteAsync(slot);

        await failed.ShouldFailAsync(HttpStatusCode.ServiceUnavailable, "store-unavailable");
        await again.ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal(New, app.Store.BytesOf(Avatar));
        Assert.Equal([Avatar], app.Store.Stored);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Complete_AnotherInstanceMovesTheObjectFirst_BothSucceedAndNothingIsWithdrawn(StoreKind kind)
    {
        await using var app = await StartAsync(kind);
        await using var instance = await app.StartAnotherAsync();
        var slot = await app.UploadAsync(New);
        var calls = 0;
        app.Application.Reject = async (_, _) =>
        {
            if (Interlocked.Increment(ref calls) == 1)
            {
                using var fast = await instance.CompleteAsync(slot);
                await fast.ShouldBeAsync(HttpStatusCode.OK);
            }

            return null;
        };

        using var slow = await app.CompleteAsync(slot);

        await slow.ShouldBeAsync(HttpStatusCode.OK);
        Assert.Empty(app.Application.Withdrawn);
        Assert.Equal(1, app.Application.CatalogSize);
        Assert.Equal([Avatar], app.Store.Stored);
    }

    [Theory]
    [InlineData(StoreKind.Part)]
    [InlineData(StoreKind.Form)]
    public async Task Complete_Rejected_LeavesTheDestinationAsItWas(StoreKind kind)
    {
        await using var app = await StartAsync(kind);
        app.Store.Put(Avatar, Old, "video/mp4");
        var slot = await app.UploadAsync(New);
        app.Application.Reject = (_, _) => Task.FromResult<UploadVerdict?>(UploadVerdict.Rejected("not-a-face", "There is no face."));

        using var response = await app.CompleteAsync(slot);

        await response.ShouldFailAsync(HttpStatusCode.UnprocessableEntity, "not-a-face");
        Assert.Equal(Old, app.Store.BytesOf(Avatar));
        Assert.Equal([Avatar], app.Store.Stored);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Complete_ObjectReplacedByAnotherFirst_IsAConflictAndWithdrawn(StoreKind kind)
    {
        await using var app = await TestApp.StartAsync(setup =>
        {
            setup.Use(kind);
            setup.Video = policy => policy.AllowReplacing = true;
        });
        app.Store.Put(Avatar, Old, "video/mp4");
        var seen = (await app.Store.FindAsync(new(Avatar), TestContext.Current.CancellationToken))!.ETag;
        app.Application.Decide = _ => UploadDecision.Allow(destination: new(Avatar), replaces: seen);
        var (first, second) = (await app.UploadAsync(New), await app.UploadAsync(Samples.Mp4(64)));

        using var accepted = await app.CompleteAsync(first);
        using var late = await app.CompleteAsync(second);
        using var again = await app.CompleteAsync(second);
        using var repeated = await app.CompleteAsync(first);

        await accepted.ShouldBeAsync(HttpStatusCode.OK);
        await late.ShouldFailAsync(HttpStatusCode.Conflict, ErrorCodes.DestinationChanged);
        await again.ShouldFailAsync(HttpStatusCode.Conflict, ErrorCodes.DestinationChanged);
        await repeated.ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal(New, app.Store.BytesOf(Avatar));
        Assert.NotEmpty(app.Application.Withdrawn);
    }

    private static Task<TestApp> StartAsync(StoreKind kind) => TestApp.StartAsync(setup =>
    {
        setup.Use(kind);
        setup.Application.Decide = _ => UploadDecision.Allow(destination: new(Avatar));
    });
}
