using PresignKit.AspNetCore.Endpoints;

namespace PresignKit.AspNetCore.Tests.Endpoints;

public sealed class SlotTurnsTests
{
    private static readonly ObjectKey Slot = new("uploads/a.mp4");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Wait_SameSlot_WaitsAndOtherSlotsDoNot()
    {
        var turns = new SlotTurns();
        var first = await turns.WaitAsync(Slot, Cancellation);

        var second = turns.WaitAsync(Slot, Cancellation).AsTask();
        using var other = await turns.WaitAsync(new("uploads/b.mp4"), Cancellation);

        Assert.False(second.IsCompleted);
        Assert.Equal(2, turns.Count);
        first.Dispose();
        (await second.WaitAsync(TimeSpan.FromMinutes(1), Cancellation)).Dispose();
        Assert.Equal(1, turns.Count);
    }

    [Fact]
    public async Task Wait_CanceledWhileWaiting_LeavesNothingBehind()
    {
        var turns = new SlotTurns();
        var first = await turns.WaitAsync(Slot, Cancellation);
        using var cancellation = new CancellationTokenSource();
        var second = turns.WaitAsync(Slot, cancellation.Token).AsTask();

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        Assert.Equal(1, turns.Count);
        first.Dispose();
        Assert.Equal(0, turns.Count);
        (await turns.WaitAsync(Slot, Cancellation)).Dispose();
        Assert.Equal(0, turns.Count);
    }

    [Fact]
    public async Task Wait_ManyOnManySlots_ExcludeEachOtherAndUseNoMemoryAfterwards()
    {
        var turns = new SlotTurns();
        var inside = new int[10];
        var most = 0;

        await Task.WhenAll(Enumerable.Range(0, 500).Select(i => Task.Run(
            async () =>
            {
                using var turn = await turns.WaitAsync(new($"uploads/{i % 10}.mp4"), Cancellation);
                var now = Interlocked.Increment(ref inside[i % 10]);
                InterlockedMax(ref most, now);
                await Task.Yield();
                Interlocked.Decrement(ref inside[i % 10]);
            },
            Cancellation)));

        Assert.Equal(1, most);
        Assert.Equal(0, turns.Count);
    }

    private static void InterlockedMax(ref int most, int value)
    {
        int seen;
        while (value > (seen = Volatile.Read(ref most)) && Interlocked.CompareExchange(ref most, value, seen) != seen)
        {
        }
    }
}
