namespace PresignKit.Sweeping;

/// <summary>Counts what one sweep does.</summary>
internal sealed class SweepTally(string storeName, SweepRequest request, DateTimeOffset startedAt, IProgress<SweepProgress>? progress)
{
    private const int ReportedEach = 100;

    private static readonly SweptKind[] Kinds = Enum.GetValues<SweptKind>();

    private readonly SweepCount[] _counts = [.. Kinds.Select(kind => new SweepCount(kind, 0, 0, 0, 0))];
    private readonly SortedDictionary<string, long> _byReason = new(StringComparer.Ordinal);
    private readonly List<KeptItem> _kept = [];
    private readonly List<string> _notes = [];
    private long _examined;
    private bool _isComplete = true;
    private long _completed;

    public void Removed(SweptKind kind, long bytes)
    {
        ref var count = ref _counts[(int)kind];
        count = count with { Removed = count.Removed + 1, RemovedBytes = count.RemovedBytes + bytes };
        Examined();
    }

    public void Completed()
    {
        _completed++;
        Examined();
    }

    /// <summary>Something else deleted it in the meantime.</summary>
    public void Gone() => Examined();

    public void Kept(KeptItem item)
    {
        ref var count = ref _counts[(int)item.Kind];
        count = count with { Kept = count.Kept + 1, KeptBytes = count.KeptBytes + item.Size };
        var same = _byReason.GetValueOrDefault(item.Reason);
        _byReason[item.Reason] = same + 1;
        if (same < request.MaximumListed)
        {
            _kept.Add(item);
        }

        Examined();
    }

    public void Note(string note)
    {
        if (!_notes.Contains(note))
        {
            _notes.Add(note);
        }
    }

    /// <summary>Something could not be listed.</summary>
    public void Missed(string note)
    {
        _isComplete = false;
        Note(note);
    }

    public void Report() => progress?.Report(
        new(storeName, _examined, _counts.Sum(count => count.Removed), _counts.Sum(count => count.Kept)));

    public SweepReport ToReport(DateTimeOffset endedAt) => new()
    {
        StoreName = storeName,
        Deleted = request.Delete,
        StartedAt = startedAt,
        EndedAt = endedAt,
        Counts = [.. _counts],
        Completed = _completed,
        KeptByReason = new Dictionary<string, long>(_byReason, StringComparer.Ordinal),
        Kept = [.. _kept],
        IsComplete = _isComplete,
        Notes = [.. _notes],
    };

    private void Examined()
    {
        if (++_examined % ReportedEach == 0)
        {
            Report();
        }
    }
}
