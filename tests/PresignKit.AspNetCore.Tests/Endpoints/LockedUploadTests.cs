using System.Net;
using PresignKit.AspNetCore.Tests.Fakes;

namespace PresignKit.AspNetCore.Tests.Endpoints;

/// <summary>A policy with a legal hold: an answer that says "accepted" says that the object is locked.</summary>
public sealed class LockedUploadTests
{
    public static TheoryData<StoreKind> Kinds { get; } = [.. Enum.GetValues<StoreKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Complete_Accepted_IsLockedOnlyThen(StoreKind kind)
    {
        await using var app = await StartAsync(kind);
        var slot = await app.UploadAsync(Samples.Mp4());
        var onAcceptance = -1;
        app.Application.Reject = (_, _) =>
        {
            onAcceptance = app.Store.Locks.Count;
            return Task.FromResult<UploadVerdict?>(null);
        };

        using var response = await app.CompleteAsync(slot);

        var answer = await response.ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal(0, onAcceptance);
        Assert.Equal(answer.GetProperty("key").GetString(), Assert.Single(app.Store.Locks).Key);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Complete_StoreCannotLock_Is503AndCompletingAgainLocks(StoreKind kind)
    {
        await using var app = await StartAsync(kind);
        var slot = await app.UploadAsync(Samples.Mp4());
        app.Store.Before = MemoryStore.Once(
            StoreStep.Lock, _ => true, () => throw new StoreException(ErrorCodes.StoreUnavailable, "bucket secret-bucket has no Object Lock"));

        using var failed = await app.CompleteAsync(slot);
        using var again = await app.CompleteAsync(slot);

        var text = await failed.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.DoesNotContain("secret-bucket", text, StringComparison.Ordinal);
        await failed.ShouldFailAsync(HttpStatusCode.ServiceUnavailable, "object-not-locked");
        var answer = await again.ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal(answer.GetProperty("key").GetString(), Assert.Single(app.Store.Locks).Key);
        Assert.Single(app.Application.Accepted);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Complete_Rejected_IsNotLockedAndDeleted(StoreKind kind)
    {
        await using var app = await StartAsync(kind);
        var slot = await app.UploadAsync(Samples.Mp4());
        app.Application.Reject = (_, _) => Task.FromResult<UploadVerdict?>(UploadVerdict.Rejected("not-wanted", "No."));

        using var response = await app.CompleteAsync(slot);

        Assert.False(response.IsSuccessStatusCode);
        Assert.Empty(app.Store.Locks);
        Assert.DoesNotContain(app.Store.Stored, key => !MemoryStore.IsRecord(key));
    }

    private static Task<TestApp> StartAsync(StoreKind kind) => TestApp.StartAsync(setup =>
    {
        setup.Use(kind);
        setup.Video = policy => policy.LegalHold = true;
    });
}
