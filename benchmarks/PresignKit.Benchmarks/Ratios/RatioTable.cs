using System.Collections.Immutable;
using PresignKit.Benchmarks.Reports;

namespace PresignKit.Benchmarks.Ratios;

/// <summary>
/// Measures rows against each other. Each round runs every row for a short while, so that what disturbs the machine disturbs
/// all of them alike; the median over the rounds then leaves the disturbed ones out.
/// </summary>
internal sealed class RatioTable
{
    private static readonly TimeSpan Slice = TimeSpan.FromMilliseconds(45);

    private RatioTable(IReadOnlyList<Measurement> measurements, int rounds, bool settled)
    {
        Measurements = measurements;
        Rounds = rounds;
        Settled = settled;
    }

    public IReadOnlyList<Measurement> Measurements { get; }

    public int Rounds { get; }

    /// <summary>Whether times had stopped falling when the rounds began.</summary>
    public bool Settled { get; }

    public static RatioTable Measure(IReadOnlyList<Row> rows, int rounds)
    {
        using var companion = new Companion();
        var (fastest, settled) = Warmup.Run(rows, companion);
        var samples = rows.Select(_ => new List<Sample>(rounds)).ToArray();
        for (var round = 0; round < rounds; round++)
        {
            for (var i = 0; i < rows.Count; i++)
            {
                // Each round begins with another row: nobody always comes after the same neighbour.
                var at = (round + i) % rows.Count;

                samples[at].Add(Measure(rows[at], fastest[at].CallsFor(rows[at], Slice), companion));
            }
        }

        return new([.. rows.Select((row, i) => Measurement.Of(row, samples[i]))], rounds, settled);
    }

    private static Sample Measure(Row row, int calls, Companion companion)
    {
        // The neighbour's garbage is not this row's to collect. After a neighbour that allocates nothing, memory has gone back to the system, and getting
        // it again page by page doubles what a string costs: so the row first allocates as much as it keeps in use.
        GC.Collect(0, GCCollectionMode.Forced, blocking: true);
        _ = Sample.Run(row, Math.Max(1, calls / 4), companion);
        return Sample.Run(row, calls, companion);
    }

    /// <summary>The table as it is reported.</summary>
    public ImmutableArray<RowResult> ToResults() => [.. Measurements.Select(ToResult)];

    private RowResult ToResult(Measurement measurement)
    {
        var row = measurement.Row;
        return new(
            row.Name,
            Math.Round(measurement.Median, 1),
            Math.Round(measurement.Minimum, 1),
            Math.Round(measurement.Percentile90, 1),
            Math.Round(measurement.Bytes, 1),
            TimesFasterThan(measurement, "awssdk"),
            TimesFasterThan(measurement, "minio"))
        {
            ResultBytes = Rounded(row.ResultBytes, 1),
            Scaling = Rounded(measurement.Scaling, 3),
            XHashOnly = Rounded(measurement.Median / row.HashedBytes / HashingOfByte, 3),
            NsPerHashedByte = Rounded(measurement.Median / row.HashedBytes, 4),
        };
    }

    // Only one thread against one thread, and only at the same operation; null where the peer has none.
    private double? TimesFasterThan(Measurement measurement, string peer) => measurement.Row.Threads == 1
        ? Rounded(MedianOf($"{peer}-{measurement.Row.Kind.ToString().ToLowerInvariant()}") / measurement.Median, 3)
        : null;

    private double? HashingOfByte => Measurements.FirstOrDefault(other => other.Row.Name == RowNames.HashOnly) is { } hashing
        ? hashing.Median / hashing.Row.HashedBytes
        : null;

    private double? MedianOf(string name) => Measurements.FirstOrDefault(other => other.Row.Name == name)?.Median;

    private static double? Rounded(double? value, int digits) => value is { } number ? Math.Round(number, digits) : null;
}
