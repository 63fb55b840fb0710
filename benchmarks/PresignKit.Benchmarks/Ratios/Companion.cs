using System.Diagnostics;

namespace PresignKit.Benchmarks.Ratios;

/// <summary>
/// A second thread that does the same as the caller at the same time. It lives as long as the run, so that what threads keep for
/// themselves is set up once, as on the threads of a server.
/// </summary>
internal sealed class Companion : IDisposable
{
    private readonly Barrier _barrier = new(participantCount: 2);
    private readonly Thread _thread;

    // Handed over at the barrier.
    private Func<long>? _work;
    private long _result;

    public Companion()
    {
        _thread = new Thread(Loop) { IsBackground = true, Name = "companion" };
        _thread.Start();
    }

    /// <summary>Runs the work here and on the companion, until both are done.</summary>
    /// <param name="work">Called on both threads.</param>
    /// <returns>How long it took, and the sum of what both calls answered.</returns>
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
