namespace PresignKit.Benchmarks.Ratios;

/// <summary>
/// Measures rows against each other. Each round runs every row for a short while, so that what disturbs the machine disturbs
/// all of them alike; the median over the rounds then leaves the disturbed ones out.
/// </summary>
internal sealed class RatioTable
{
    public const int Rounds = 21;

    private static readonly TimeSpan Slice = TimeSpan.FromMilliseconds(45);

    private RatioTable(IReadOnlyList<Measurement> measurements, bool settled)
    {
        Measurements = measurements;
        Settled = settled;
    }

    public IReadOnlyList<Measurement> Measurements { get; }

    /// <summary>Whether times had stopped falling when the rounds began.</summary>
    public bool Settled { get; }

    public static RatioTable Measure(IReadOnlyList<Row> rows)
    {
        var (fastest, settled) = Warmup.Run(rows);
        var batches = rows.Select(_ => new List<Batch>(Rounds)).ToArray();
        for (var round = 0; round < Rounds; round++)
        {
            for (var i = 0; i < rows.Count; i++)
            {
                // Each round begins with another row: nobody always comes after the same neighbour.
                var at = (round + i) % rows.Count;

                // The neighbour's garbage is not this row's to collect.
                GC.Collect(0, GCCollectionMode.Forced, blocking: true);
                batches[at].Add(Batch.Run(rows[at], fastest[at].CountFor(Slice)));
            }
        }

        return new([.. rows.Select((row, i) => Measurement.Of(row, batches[i]))], settled);
    }

    /// <summary>How many times faster a row is than a peer at the same operation; null where the peer has none.</summary>
    /// <param name="measurement">The row.</param>
    /// <param name="peer">The beginning of the peer's row names: <c>awssdk</c> or <c>minio</c>.</param>
    public double? TimesFasterThan(Measurement measurement, string peer)
    {
        var peerName = $"{peer}-{measurement.Row.Kind.ToString().ToLowerInvariant()}";
        var theirs = Measurements.FirstOrDefault(other => other.Row.Name == peerName);
        return theirs?.Median / measurement.Median;
    }
}
