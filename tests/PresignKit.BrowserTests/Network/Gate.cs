namespace PresignKit.BrowserTests.Network;

/// <summary>Lets all bytes pass, or only a limited number until it is opened.</summary>
internal sealed class Gate
{
    private readonly Lock _lock = new();
    private long? _allowance;
    private TaskCompletionSource _opened = Signal();
    private TaskCompletionSource _reached = Signal();

    /// <summary>Completes when the first bytes must wait.</summary>
    public Task Reached
    {
        get
        {
            lock (_lock)
            {
                return _reached.Task;
            }
        }
    }

    public void CloseAfter(long bytes)
    {
        lock (_lock)
        {
            _allowance = bytes;
            _opened = Signal();
            _reached = Signal();
        }
    }

    public void Open()
    {
        lock (_lock)
        {
            _allowance = null;
            _opened.TrySetResult();
        }
    }

    public Task PassAsync(int bytes, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_allowance is not { } left)
            {
                return Task.CompletedTask;
            }

            if (bytes <= left)
            {
                _allowance = left - bytes;
                return Task.CompletedTask;
            }

            _allowance = 0;
            _reached.TrySetResult();
            return _opened.Task.WaitAsync(cancellationToken);
        }
    }

    private static TaskCompletionSource Signal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
