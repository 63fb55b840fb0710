namespace PresignKit.AspNetCore.Endpoints;

/// <summary>Lets one completion of a slot at a time run in this process. Others wait; other slots do not.</summary>
internal sealed class SlotTurns
{
    private readonly Dictionary<ObjectKey, Turn> _turns = [];

    /// <summary>The number of slots that are being completed.</summary>
    public int Count
    {
        get
        {
            lock (_turns)
            {
                return _turns.Count;
            }
        }
    }

    /// <summary>Waits for the slot's turn.</summary>
    /// <returns>Ends the turn when it is disposed of.</returns>
    public async ValueTask<IDisposable> WaitAsync(ObjectKey slot, CancellationToken cancellationToken)
    {
        Turn turn;
        lock (_turns)
        {
            if (!_turns.TryGetValue(slot, out turn!))
            {
                _turns.Add(slot, turn = new());
            }

            turn.Users++;
        }

        try
        {
            await turn.Gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            Leave(slot, turn);
            throw;
        }

        return new End(this, slot, turn);
    }

    private void Leave(ObjectKey slot, Turn turn)
    {
        lock (_turns)
        {
            if (--turn.Users == 0)
            {
                _turns.Remove(slot);
                turn.Gate.Dispose();
            }
        }
    }

    private sealed class Turn
    {
        public SemaphoreSlim Gate { get; } = new(1, 1);

        /// <summary>How many completions hold it or wait for it.</summary>
        public int Users { get; set; }
    }

    private sealed class End(SlotTurns turns, ObjectKey slot, Turn turn) : IDisposable
    {
        public void Dispose()
        {
            turn.Gate.Release();
            turns.Leave(slot, turn);
        }
    }
}
