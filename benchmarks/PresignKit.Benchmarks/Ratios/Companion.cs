using System.Diagnostics;

namespace PresignKit.Benchmarks.Ratios;

/// <summary>
/// A second thread that does the same as the caller at the same time. It exists for the whole run, so that thread-local state is set up once,
/// as on the threads of a server.
/// </summary>
internal sealed class Companion : IDisposable
{
    private readonly Barrier _barrier = new(participantCount: 2);
    private readonly Thread _thread;

    // Passed at the barrier.
    private Func<long>? _work;
    private long _result;

    public Companion()
    {
        _thread = new Thread(Loop) { IsBackground = true, Name = "companion" };
        _thread.Start();
    }

    /// <summary>Runs the work on this thread and on the companion, and waits for both.</summary>
    /// <param name="work">Called on both threads.</param>
    /// <returns>The elapsed time, and the sum of the results of both calls.</returns>
    public (TimeSpan Elapsed, long Sum) Run(Func<long> work)
    {
        _work = work;
        _barrier.SignalAndWait();
        var start = Stopwatch.GetTimestamp();
        var own = work();
        _barrier.SignalAndWait();
        return (Stopwatch.GetElapsedTime(start), own + _result);
    }

    public void Dispose()
    {
        _work = null;
        _barrier.SignalAndWait();
        _thread.Join();
        _barrier.Dispose();
    }

    private void Loop()
    {
        while (true)
        {
            _barrier.SignalAndWait();
            if (_work is not { } work)
            {
                return;
            }

            _result = work();
            _barrier.SignalAndWait();
        }
    }
}
