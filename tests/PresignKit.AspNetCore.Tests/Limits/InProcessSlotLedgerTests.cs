using Microsoft.Extensions.Time.Testing;
using PresignKit.AspNetCore.Limits;

namespace PresignKit.AspNetCore.Tests.Limits;

public sealed class InProcessSlotLedgerTests
{
    private static readonly SlotLimit Limit = new(3, TimeSpan.FromSeconds(30));

    private readonly FakeTimeProvider _clock = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TryReserve_UsedUp_SaysWhenTheNextSlotIsFree()
    {
        var ledger = new InProcessSlotLedger(_clock);

        Assert.Equal(3, await CountAsync(ledger, "a", 10));
        Assert.Equal(TimeSpan.FromSeconds(10), (await ReserveAsync(ledger, "a")).RetryAfter);

        _clock.Advance(TimeSpan.FromSeconds(10) - TimeSpan.FromTicks(1));
        Assert.Equal(TimeSpan.FromTicks(1), (await ReserveAsync(ledger, "a")).RetryAfter);

        _clock.Advance(TimeSpan.FromTicks(1));
        Assert.True((await ReserveAsync(ledger, "a")).IsGranted);
        Assert.False((await ReserveAsync(ledger, "a")).IsGranted);
    }

    [Fact]
    public async Task TryReserve_AfterTheWindow_IsWholeAndNoMore()
    {
        var ledger = new InProcessSlotLedger(_clock);
        await CountAsync(ledger, "a", 3);

        _clock.Advance(TimeSpan.FromDays(1));

        Assert.Equal(3, await CountAsync(ledger, "a", 10));
    }

    [Fact]
    public async Task TryReserve_OtherHolder_HasALimitOfItsOwn()
    {
        var ledger = new InProcessSlotLedger(_clock);
        await CountAsync(ledger, "a", 3);

        Assert.Equal(3, await CountAsync(ledger, "b", 10));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(7, 1)]
    [InlineData(999_999, 1)]
    [InlineData(1_000_000, 86_400)]
    public async Task TryReserve_AnyLimit_IsExact(int slots, int seconds)
    {
        var ledger = new InProcessSlotLedger(_clock);

        Assert.Equal(slots, await CountAsync(ledger, "a", slots + 5, new(slots, TimeSpan.FromSeconds(seconds))));
    }

    [Fact]
    public async Task TryReserve_AtTheSameTime_NeverExceedsTheLimit()
    {
        var ledger = new InProcessSlotLedger(_clock);
        var granted = 0;

        await Parallel.ForAsync(0, 1000, Cancellation, async (_, _) =>
        {
            if ((await ReserveAsync(ledger, "a", new(100, TimeSpan.FromMinutes(1)))).IsGranted)
            {
                Interlocked.Increment(ref granted);
            }
        });

        Assert.Equal(100, granted);
    }

    [Fact]
    public async Task TryReserve_LimitWasReduced_CountsWhatWasUsed()
    {
        var ledger = new InProcessSlotLedger(_clock);
        await CountAsync(ledger, "a", 3);

        Assert.False((await ReserveAsync(ledger, "a", new(1, TimeSpan.FromSeconds(30)))).IsGranted);
    }

    [Fact]
    public async Task TryReserve_ManyHoldersOverTime_ForgetsThoseThatAreWhole()
    {
        var ledger = new InProcessSlotLedger(_clock);
        for (var i = 0; i < 10_000; i++)
        {
            await ReserveAsync(ledger, $"{i}");
        }

        _clock.Advance(TimeSpan.FromSeconds(30));
        await ReserveAsync(ledger, "a");

        Assert.Equal(1, ledger.Count);
    }

    [Fact]
    public async Task TryReserve_MoreHoldersThanItRemembers_KeepsThoseThatUsedMost()
    {
        var ledger = new InProcessSlotLedger(_clock, capacity: 1_000);
        await CountAsync(ledger, "a", 3);

        for (var i = 0; i < 20_000; i++)
        {
            await ReserveAsync(ledger, $"{i}");
        }

        Assert.InRange(ledger.Count, 1, 1_000);
        Assert.False((await ReserveAsync(ledger, "a")).IsGranted);
    }

    [Fact]
    public void Reservation_Default_IsNotGranted()
    {
        Assert.False(default(SlotReservation).IsGranted);
        Assert.Throws<ArgumentOutOfRangeException>(() => SlotReservation.Refused(TimeSpan.FromTicks(-1)));
    }

    private static ValueTask<SlotReservation> ReserveAsync(InProcessSlotLedger ledger, string holder, SlotLimit? limit = null) =>
        ledger.TryReserveAsync(holder, limit ?? Limit, Cancellation);

    private static async Task<int> CountAsync(InProcessSlotLedger ledger, string holder, int tries, SlotLimit? limit = null)
    {
        var granted = 0;
        for (var i = 0; i < tries; i++)
        {
            granted += (await ReserveAsync(ledger, holder, limit)).IsGranted ? 1 : 0;
        }

        return granted;
    }
}
