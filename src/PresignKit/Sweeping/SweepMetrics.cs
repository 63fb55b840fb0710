using System.Diagnostics.Metrics;

namespace PresignKit.Sweeping;

/// <summary>Counters of the meter <c>PresignKit.Sweeping</c>. Dry runs count only what they keep.</summary>
internal sealed class SweepMetrics : IDisposable
{
    public const string MeterName = "PresignKit.Sweeping";

    private readonly Meter? _own;
    private readonly Counter<long> _aborted;
    private readonly Counter<long> _deleted;
    private readonly Counter<long> _completed;
    private readonly Counter<long> _kept;
    private readonly Counter<long> _bytes;

    /// <param name="factory">The application's factory of meters, which disposes of them; null: there is none.</param>
    public SweepMetrics(IMeterFactory? factory = null)
    {
        var meter = factory is null ? _own = new(MeterName) : factory.Create(MeterName);
        _aborted = meter.CreateCounter<long>("presignkit.sweep.uploads.aborted", "{upload}", "Open uploads that sweeps have aborted.");
        _completed = meter.CreateCounter<long>(
            "presignkit.sweep.uploads.completed", "{upload}", "Uploads that sweeps have completed on behalf of clients that went away.");
        _deleted = meter.CreateCounter<long>("presignkit.sweep.objects.deleted", "{object}", "Objects that sweeps have deleted.");
        _kept = meter.CreateCounter<long>("presignkit.sweep.kept", "{item}", "What sweeps have kept, by reason.");
        _bytes = meter.CreateCounter<long>("presignkit.sweep.bytes", "By", "The size of what sweeps have aborted and deleted.");
    }

    public void Add(SweepReport report)
    {
        var store = KeyValuePair.Create("store", (object?)report.StoreName);
        if (report.Deleted)
        {
            if (report.Completed > 0)
            {
                _completed.Add(report.Completed, store);
            }

            foreach (var count in report.Counts.Where(count => count.Removed > 0))
            {
                var kind = KeyValuePair.Create("kind", (object?)count.Kind.ToString());
                (count.Kind == SweptKind.OpenUpload ? _aborted : _deleted).Add(count.Removed, store, kind);
                _bytes.Add(count.RemovedBytes, store, kind);
            }
        }

        foreach (var (reason, count) in report.KeptByReason)
        {
            _kept.Add(count, store, KeyValuePair.Create("reason", (object?)reason));
        }
    }

    public void Dispose() => _own?.Dispose();
}
