using PresignKit.Tests.Fakes;

namespace PresignKit.Tests.Completion;

/// <summary>Completion never says that an upload is accepted while the lock that its policy promises is missing.</summary>
public sealed class AcceptedLockFailureTests
{
    private static readonly ObjectKey Contract = new("contracts/42.mp4");

    public static TheoryData<StoreKind> Kinds => [.. Enum.GetValues<StoreKind>()];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>The store does not even say whether the accepted object is there: then nothing is known to be locked.</summary>
    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Settle_AcceptedObjectCannotBeLookedUp_IsNotLocked(StoreKind kind)
    {
        var app = Application(kind);
        var upload = await app.UploadAsync();
        var verified = await app.Verifier.VerifyAsync(upload, Cancellation);
        app.Store.Before = MemoryStore.Once(
            StoreStep.Find, key => key == verified.Key!.Value, () => throw new StoreException(ErrorCodes.StoreUnavailable, "It is down."));

        var failure = await Assert.ThrowsAsync<StoreException>(async () => await app.Verifier.SettleAsync(upload, verified.Key!, verified, Cancellation));
        Assert.Equal(ErrorCodes.ObjectNotLocked, failure.Code);
        Assert.Empty(app.Store.Locks);

        Assert.True(await app.Verifier.SettleAsync(upload, verified.Key!, cancellationToken: Cancellation));
        Assert.Equal(verified.Key!.Value, Assert.Single(app.Store.Locks).Key);
    }

    /// <summary>Another upload took the place of this one after it was copied, and before it was locked.</summary>
    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Settle_ReplacedBetweenCopyAndLock_IsNotLocked(StoreKind kind)
    {
        var app = Application(kind);
        var upload = await app.UploadAsync(destination: Contract);
        var verified = await app.Verifier.VerifyAsync(upload, Cancellation);
        app.Store.After = MemoryStore.Once(StoreStep.Copy, key => key == Contract.Value, () =>
        {
            app.Store.Put(Contract.Value, Samples.Mp4(80), "video/mp4", "of-another-slot");
            return Task.CompletedTask;
        });

        var failure = await Assert.ThrowsAsync<StoreException>(async () => await app.Verifier.SettleAsync(upload, Contract, verified, Cancellation));
        Assert.Equal(ErrorCodes.ObjectNotLocked, failure.Code);
        Assert.Empty(app.Store.Locks);

        Assert.True(await app.Verifier.SettleAsync(upload, Contract, cancellationToken: Cancellation));
        Assert.Equal(Samples.Mp4(), app.Store.BytesOf(Contract.Value));
        Assert.Equal(Contract.Value, Assert.Single(app.Store.Locks).Key);
    }

    /// <summary>Two instances complete the same slot: the second one begins to copy when the first one is done.</summary>
    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Settle_TwoInstances_BothSucceedAndTheObjectIsLocked(StoreKind kind)
    {
        var app = Application(kind);
        app.Store.Put(Contract.Value, Samples.Mp4(80), "video/mp4");
        var seen = (await app.Store.FindAsync(Contract, Cancellation))!.ETag;
        var slot = await app.Issuer.OpenUploadSlotAsync(
            new() { Policy = "video", FileName = "a.mp4", ContentType = "video/mp4", Size = 64, Destination = Contract, Replaces = seen }, Cancellation);
        app.Send(slot, Samples.Mp4());
        var upload = slot.Declaration;
        var first = await app.Verifier.VerifyAsync(upload, Cancellation);
        var second = await app.Verifier.VerifyAsync(upload, Cancellation);
        app.Store.Before = MemoryStore.Once(
            StoreStep.Copy, key => key == Contract.Value, async () => Assert.True(await app.Verifier.SettleAsync(upload, Contract, first, Cancellation)));

        Assert.True(await app.Verifier.SettleAsync(upload, Contract, second, Cancellation));

        Assert.Equal(Samples.Mp4(), app.Store.BytesOf(Contract.Value));
        Assert.All(app.Store.Locks, locked => Assert.Equal(Contract.Value, locked.Key));
        Assert.NotEmpty(app.Store.Locks);
    }

    /// <summary>The answer of the copy is lost; the next attempt finds its own object, and neither withdraws nor forgets the lock.</summary>
    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Settle_ReplacingWhoseAnswerIsLost_IsLockedWhenRepeated(StoreKind kind)
    {
        var app = Application(kind);
        app.Store.Put(Contract.Value, Samples.Mp4(80), "video/mp4");
        var seen = (await app.Store.FindAsync(Contract, Cancellation))!.ETag;
        var slot = await app.Issuer.OpenUploadSlotAsync(
            new() { Policy = "video", FileName = "a.mp4", ContentType = "video/mp4", Size = 64, Destination = Contract, Replaces = seen }, Cancellation);
        app.Send(slot, Samples.Mp4());
        var verified = await app.Verifier.VerifyAsync(slot.Declaration, Cancellation);
        app.Store.After = MemoryStore.Once(
            StoreStep.Copy, key => key == Contract.Value, () => throw new StoreException(ErrorCodes.StoreUnavailable, "Lost."));
        await Assert.ThrowsAsync<StoreException>(async () => await app.Verifier.SettleAsync(slot.Declaration, Contract, verified, Cancellation));

        Assert.True(await app.Verifier.SettleAsync(slot.Declaration, Contract, cancellationToken: Cancellation));

        Assert.Equal(Samples.Mp4(), app.Store.BytesOf(Contract.Value));
        Assert.NotEmpty(app.Store.Locks);
        Assert.All(app.Store.Locks, locked => Assert.Equal(Contract.Value, locked.Key));
    }

    private static MemoryApplication Application(StoreKind kind) => new(kind, builder => builder.AddUploadPolicy("video", policy =>
    {
        (policy.RetentionPeriod, policy.RetentionMode, policy.AllowReplacing) = (TimeSpan.FromDays(30), RetentionMode.Compliance, true);
    }));
}
