using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using PresignKit.Sweeping;
using PresignKit.Tests.Fakes;

namespace PresignKit.Tests.Sweeping;

public sealed class StoreSweepLeaseTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly FakeTimeProvider _clock = new(TestApplication.Now);
    private readonly MemoryStore _store;

    public StoreSweepLeaseTests()
    {
        _store = MemoryStore.Of(StoreKind.Part);
        _store.Now = () => _clock.GetUtcNow();
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TryAcquireAsync_HeldByAnother_GetsNoneUntilReleased()
    {
        var (one, two) = (Instance(), Instance());
        var held = await one.TryAcquireAsync(Cancellation);
        Assert.NotNull(held);
        Assert.Null(held.LastSweptAt);
        Assert.Null(await two.TryAcquireAsync(Cancellation));
        Assert.Null(await one.TryAcquireAsync(Cancellation));

        held.MarkSwept(_clock.GetUtcNow());
        await held.DisposeAsync();

        await using var next = await two.TryAcquireAsync(Cancellation);
        Assert.NotNull(next);
        Assert.Equal(TestApplication.Now.ToUnixTimeSeconds(), next.LastSweptAt?.ToUnixTimeSeconds());
        Assert.Single(_store.Records);
    }

    /// <summary>A process that was killed releases nothing and renews nothing.</summary>
    [Fact]
    public async Task TryAcquireAsync_HolderWasKilled_IsTakenOverAfterItsEndAndTheMargin()
    {
        var dead = new FakeTimeProvider(TestApplication.Now);
        var killed = await Instance(dead).TryAcquireAsync(Cancellation);
        Assert.NotNull(killed);
        var next = Instance();

        _clock.Advance(StoreSweepLease.Duration + StoreSweepLease.Margin - Second);
        Assert.Null(await next.TryAcquireAsync(Cancellation));
        _clock.Advance(Second);
        await using var taken = await next.TryAcquireAsync(Cancellation);

        Assert.NotNull(taken);
        Assert.Single(_store.Records);

        // It was only stopped: as soon as it goes on, it finds out.
        dead.Advance(StoreSweepLease.Duration / 5);
        await WaitAsync(() => killed.Lost.IsCancellationRequested);
        await killed.DisposeAsync();
        Assert.Null(await Instance().TryAcquireAsync(Cancellation));
        Assert.Single(_store.Records);
    }

    [Fact]
    public async Task Held_ForHours_IsRenewed()
    {
        var (one, two) = (Instance(), Instance());
        await using var held = await one.TryAcquireAsync(Cancellation);
        for (var i = 0; i < 60; i++)
        {
            var before = _store.Records;
            _clock.Advance(StoreSweepLease.Duration / 5);
            await WaitAsync(() => !before.SequenceEqual(_store.Records) && _store.Records.Count == 1);
            Assert.Null(await two.TryAcquireAsync(Cancellation));
        }

        Assert.False(held!.Lost.IsCancellationRequested);
    }

    [Fact]
    public async Task Held_StoreIsDownForLong_IsLostBeforeOthersTakeIt()
    {
        var held = await Instance().TryAcquireAsync(Cancellation);
        _store.Before = (_, _) => throw new StoreException(ErrorCodes.StoreUnavailable, "down");
        var passed = TimeSpan.Zero;
        while (!held!.Lost.IsCancellationRequested && passed < StoreSweepLease.Duration + StoreSweepLease.Margin)
        {
            _clock.Advance(Second * 10);
            passed += Second * 10;
            await Task.Delay(5, Cancellation);
        }

        Assert.True(held.Lost.IsCancellationRequested);
        Assert.InRange(passed, StoreSweepLease.Duration / 2, StoreSweepLease.Duration);
        await held.DisposeAsync();
    }

    [Fact]
    public async Task TryAcquireAsync_ManyAtOnce_OneHoldsAtMost()
    {
        _store.Before = async (_, _) => await Task.Yield();
        for (var round = 0; round < 50; round++)
        {
            var all = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Instance().TryAcquireAsync(Cancellation), Cancellation)));

            var held = all.OfType<IHeldSweepLease>().ToArray();
            Assert.InRange(held.Length, 1, 1);
            await held[0].DisposeAsync();
            Assert.Single(_store.Records);
        }
    }

    /// <summary>An instance that was stopped between looking and writing adds a number that is long gone.</summary>
    [Fact]
    public async Task TryAcquireAsync_StoppedForLongBeforeItWrites_GetsNone()
    {
        await (await Instance().TryAcquireAsync(Cancellation))!.DisposeAsync();
        var (stopped, goOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        _store.Before = MemoryStore.Once(StoreStep.Put, _ => true, async () =>
        {
            stopped.SetResult();
            await goOn.Task;
        });
        var late = Instance().TryAcquireAsync(Cancellation);
        await stopped.Task;
        await (await Instance().TryAcquireAsync(Cancellation))!.DisposeAsync();
        await using var held = await Instance().TryAcquireAsync(Cancellation);
        Assert.NotNull(held);

        goOn.SetResult();

        Assert.Null(await late);
        Assert.Single(_store.Records);
        Assert.Null(await Instance().TryAcquireAsync(Cancellation));
    }

    [Fact]
    public async Task TryAcquireAsync_AnotherWritesFirst_GetsNone()
    {
        var first = true;
        _store.Before = async (step, key) =>
        {
            if (step == StoreStep.Put && first)
            {
                first = false;
                using var content = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(
                    new LeaseRecord("other", _clock.GetUtcNow() + StoreSweepLease.Duration, null).ToText()));
                await _store.PutAsync(new(key), content, "text/plain", createOnly: true, cancellationToken: Cancellation);
            }
        };

        Assert.Null(await Instance().TryAcquireAsync(Cancellation));
        Assert.Single(_store.Records);
    }

    [Theory]
    [InlineData("")]
    [InlineData("PresignKit sweep lease 1\n")]
    [InlineData("PresignKit sweep lease 1\nx\n99999999999999999999\n\n")]
    [InlineData("PresignKit sweep lease 1\nx\n-1\n\n")]
    [InlineData("PresignKit sweep lease 2\nx\n1\n\n")]
    public async Task TryAcquireAsync_UnknownContent_IsRespectedAsLongAsALeaseLasts(string content)
    {
        _store.Put("accepted-slots/sweep-lease/000000000000000007", System.Text.Encoding.UTF8.GetBytes(content), "text/plain");
        Assert.Null(await Instance().TryAcquireAsync(Cancellation));

        _clock.Advance(StoreSweepLease.Duration + StoreSweepLease.Margin + Second);

        await using var held = await Instance().TryAcquireAsync(Cancellation);
        Assert.NotNull(held);
        Assert.Equal(["accepted-slots/sweep-lease/000000000000000008"], _store.Records);
    }

    [Fact]
    public void LeaseRecord_Text_IsReadBack()
    {
        foreach (var record in new[]
        {
            new LeaseRecord("a", DateTimeOffset.FromUnixTimeSeconds(1_800_000_000), null),
            new LeaseRecord("b", DateTimeOffset.UnixEpoch, DateTimeOffset.FromUnixTimeSeconds(1_700_000_000)),
        })
        {
            Assert.Equal(record, LeaseRecord.Parse(record.ToText()));
        }
    }

    private static async Task WaitAsync(Func<bool> condition)
    {
        for (var i = 0; i < 2_000 && !condition(); i++)
        {
            await Task.Delay(2, Cancellation);
        }

        Assert.True(condition());
    }

    private StoreSweepLease Instance(TimeProvider? clock = null) => new(_store, "accepted-slots/", "media", clock ?? _clock, NullLogger.Instance);
}
