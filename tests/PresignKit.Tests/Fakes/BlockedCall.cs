namespace PresignKit.Tests.Fakes;

/// <summary>A call to the store that ends only when it is canceled.</summary>
internal sealed class BlockedCall
{
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _canceled = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Started => _started.Task;

    public Task Canceled => _canceled.Task;

    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        _started.TrySetResult();
        try
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            _canceled.TrySetResult();
            throw;
        }
    }
}
