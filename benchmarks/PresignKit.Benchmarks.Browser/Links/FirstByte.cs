using System.Diagnostics;

namespace PresignKit.Benchmarks.Browser.Links;

/// <summary>When the first byte of a PUT request's body has left the browser.</summary>
internal sealed class FirstByte : IBodyTap
{
    private TaskCompletionSource<long> _left = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _requests;
    private int _from;

    /// <summary>Completes with the time, as a timestamp of <see cref="Stopwatch"/>.</summary>
    public Task<long> Left => _left.Task;

    /// <summary>Waits for the first byte of a request that begins from now on.</summary>
    public void Arm()
    {
        _left = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Volatile.Write(ref _from, Volatile.Read(ref _requests));
    }

    public int Begin(long length) => Interlocked.Increment(ref _requests) - 1;

    public void Pass(int request, long offset, Span<byte> bytes)
    {
        if (request >= Volatile.Read(ref _from))
        {
            _left.TrySetResult(Stopwatch.GetTimestamp());
        }
    }
}
