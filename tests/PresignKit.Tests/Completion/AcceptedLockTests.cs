using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using PresignKit.Tests.Fakes;

namespace PresignKit.Tests.Completion;

/// <summary>Policies with a retention or a legal hold lock what the application has accepted, once per settling, and nothing else.</summary>
public sealed class AcceptedLockTests
{
    public static TheoryData<StoreKind> Kinds => [.. Enum.GetValues<StoreKind>()];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Settle_PolicyWithLock_LocksTheAcceptedVersionOnly(StoreKind kind)
    {
        var app = Application(kind);
        var upload = await app.UploadAsync();
        var verified = await app.Verifier.VerifyAsync(upload, Cancellation);
        Assert.Empty(app.Store.Locks);

        Assert.True(await app.Verifier.SettleAsync(upload, verified.Key!, verified, Cancellation));

        var received = verified.Properties!.LastModified;
        ObjectLock expected = new() { RetentionMode = RetentionMode.Compliance, RetainUntil = received.AddDays(30), LegalHold = true };
        Assert.Equal([(verified.Key!.Value, verified.Properties.VersionId, expected)], app.Store.Locks);
    }

    [Fact]
    public async Task Settle_Again_SetsTheSameLock()
    {
        var app = Application(StoreKind.VersionedPart);
        var upload = await app.UploadAsync();
        var verified = await app.Verifier.VerifyAsync(upload, Cancellation);
        await app.Verifier.SettleAsync(upload, verified.Key!, verified, Cancellation);
        Clock(app).Advance(TimeSpan.FromDays(2));

        Assert.True(await app.Verifier.SettleAsync(upload, verified.Key!, cancellationToken: Cancellation));

        Assert.Equal(2, app.Store.Locks.Count);
        Assert.Equal(app.Store.Locks[0], app.Store.Locks[1]);
    }

    [Fact]
    public async Task Settle_RetentionIsOver_KeepsOnlyTheLegalHold()
    {
        var app = Application(StoreKind.VersionedPart);
        var upload = await app.UploadAsync();
        var verified = await app.Verifier.VerifyAsync(upload, Cancellation);
        Clock(app).Advance(TimeSpan.FromDays(31));

        await app.Verifier.SettleAsync(upload, verified.Key!, cancellationToken: Cancellation);

        Assert.Equal(new ObjectLock { RetentionMode = RetentionMode.Compliance, LegalHold = true }, Assert.Single(app.Store.Locks).Lock);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Settle_Destination_LocksWhatIsThere(StoreKind kind)
    {
        var app = Application(kind);
        var contract = new ObjectKey("contracts/42.mp4");
        var upload = await app.UploadAsync(destination: contract);
        var verified = await app.Verifier.VerifyAsync(upload, Cancellation);

        Assert.True(await app.Verifier.SettleAsync(upload, contract, verified, Cancellation));

        Assert.Equal("contracts/42.mp4", Assert.Single(app.Store.Locks).Key);
        Assert.Equal(["contracts/42.mp4"], app.Store.Stored.Where(key => !MemoryStore.IsRecord(key)));
    }

    /// <summary>The object that was moved is still locked if the first attempt failed between the copy and the lock.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Settle_LockFails_SaysSoAndLocksWhenRepeated(bool hasDestination)
    {
        var app = Application(StoreKind.Part);
        var upload = await app.UploadAsync(destination: hasDestination ? new("contracts/42.mp4") : null);
        var verified = await app.Verifier.VerifyAsync(upload, Cancellation);
        var accepted = upload.Destination ?? verified.Key!;
        app.Store.Before = MemoryStore.Once(StoreStep.Lock, _ => true, () => throw new StoreException(ErrorCodes.StoreUnavailable, "It is down."));

        var failure = await Assert.ThrowsAsync<StoreException>(async () => await app.Verifier.SettleAsync(upload, accepted, verified, Cancellation));
        Assert.Equal(ErrorCodes.ObjectNotLocked, failure.Code);
        Assert.Contains("It is down.", failure.Message, StringComparison.Ordinal);
        Assert.Empty(app.Store.Locks);

        Assert.True(await app.Verifier.SettleAsync(upload, accepted, cancellationToken: Cancellation));
        Assert.Equal(accepted.Value, Assert.Single(app.Store.Locks).Key);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Discard_PolicyWithLock_LocksNothing(StoreKind kind)
    {
        var app = Application(kind);
        var upload = await app.UploadAsync();
        var verified = await app.Verifier.VerifyAsync(upload, Cancellation);

        await app.Verifier.DiscardAsync(upload, verified, Cancellation);

        Assert.Empty(app.Store.Locks);
    }

    [Theory]
    [InlineData(StoreKind.Part)]
    [InlineData(StoreKind.Form)]
    public async Task Settle_PolicyWithoutLock_LocksNothing(StoreKind kind)
    {
        var app = new MemoryApplication(kind);
        var upload = await app.UploadAsync();
        var verified = await app.Verifier.VerifyAsync(upload, Cancellation);

        await app.Verifier.SettleAsync(upload, verified.Key!, verified, Cancellation);

        Assert.Empty(app.Store.Locks);
    }

    private static FakeTimeProvider Clock(MemoryApplication app) => (FakeTimeProvider)app.Services.GetRequiredService<TimeProvider>();

    private static MemoryApplication Application(StoreKind kind) => new(kind, builder => builder.Services.Configure<PresignKitOptions>(options =>
    {
        var policy = options.UploadPolicies["video"];
        (policy.RetentionPeriod, policy.RetentionMode, policy.LegalHold) = (TimeSpan.FromDays(30), RetentionMode.Compliance, true);
    }));
}
