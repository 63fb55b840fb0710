namespace PresignKit.Client.Sending;

/// <summary>Hands the state to the application, never twice at the same time; what changes meanwhile is in the next one.</summary>
internal sealed class StateSaver(Func<UploadState, CancellationToken, ValueTask>? save) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private int _isStale;

    public async ValueTask SaveAsync(OpenSlot slot, CancellationToken cancellationToken)
    {
        if (save is null)
        {
            return;
        }

        Interlocked.Exchange(ref _isStale, 1);
        while (Volatile.Read(ref _isStale) == 1 && _turn.Wait(0, CancellationToken.None))
        {
            try
            {
                while (Interlocked.Exchange(ref _isStale, 0) == 1)
                {
                    await save(slot.Snapshot(), cancellationToken).ConfigureAwait(false);
                }
            }
            finally
            {
                _turn.Release();
            }
        }
    }

    public void Dispose() => _turn.Dispose();
}
