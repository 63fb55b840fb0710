namespace PresignKit.Benchmarks.Browser.Links;

/// <summary>How many bytes may be under way at once. One taker, one giver.</summary>
internal sealed class ByteBudget(long size)
{
    private readonly Lock _lock = new();
    private long _free = size;
    private TaskCompletionSource? _waiting;

    /// <summary>Takes these bytes, as soon as there is room for any: the budget may be overdrawn by one chunk.</summary>
    public Task TakeAsync(int bytes, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var hasRoom = _free > 0;
            _free -= bytes;
            if (hasRoom)
            {
                return Task.CompletedTask;
            }

            _waiting = new(TaskCreationOptions.RunContinuationsAsynchronously);
            return _waiting.Task.WaitAsync(cancellationToken);
        }
    }

    public void Give(int bytes)
    {
        lock (_lock)
        {
            _free += bytes;
            if (_free > 0)
            {
                _waiting?.TrySetResult();
            }
        }
    }
}
