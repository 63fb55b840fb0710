namespace PresignKit.Client.Sending;

/// <summary>Hands the state to the application, never twice at the same time; what changes meanwhile is in the next one.</summary>
internal sealed class StateSaver(Func<UploadState, CancellationToken, ValueTask>? save)
{
    private readonly Lock _lock = new();
    private bool _isSaving;
    private bool _isStale;

    public async ValueTask SaveAsync(OpenSlot slot, CancellationToken cancellationToken)
    {
        if (save is null || !TryBegin())
        {
            return;
        }

        try
        {
            do
            {
                await save(slot.Snapshot(), cancellationToken).ConfigureAwait(false);
            }
            while (GoesOn());
        }
        catch
        {
            lock (_lock)
            {
                (_isSaving, _isStale) = (false, false);
            }

            throw;
        }
    }

    /// <summary>False: another caller is saving, and will save once more.</summary>
    private bool TryBegin()
    {
        lock (_lock)
        {
            if (_isSaving)
            {
                _isStale = true;
                return false;
            }

            return _isSaving = true;
        }
    }

    private bool GoesOn()
    {
        lock (_lock)
        {
            _isSaving = _isStale;
            _isStale = false;
            return _isSaving;
        }
    }
}
