using System.Collections.Immutable;
using PresignKit.Benchmarks.Reports;

namespace PresignKit.Benchmarks.Ratios;

/// <summary>
/// Compares rows with each other. Each round runs every row for a short time, so that disturbances of the machine affect all rows equally;
/// the median over the rounds then excludes the disturbed ones.
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

    private double? HashingOfByte => Measurements.FirstOrDefault(other => other.Row.Name == RowNames.HashOnly) is { } hashing
        ? hashing.Median / hashing.Row.HashedBytes
        : null;

    public static RatioTable Measure(IReadOnlyList<Row> rows, int rounds)
    {
        using var companion = new Companion();
        var (fastest, settled) = Warmup.Run(rows, companion);
        var samples = rows.Select(_ => new List<Sample>(rounds)).ToArray();
        for (var round = 0; round < rounds; round++)
        {
            for (var i = 0; i < rows.Count; i++)
            {
                // Each round starts with a different row.
                var at = (round + i) % rows.Count;

                samples[at].Add(Measure(rows[at], fastest[at].CallsFor(rows[at], Slice), companion));
            }
        }

        return new([.. rows.Select((row, i) => Measurement.Of(row, samples[i]))], rounds, settled);
    }

    /// <summary>Returns the table as it is reported.</summary>
    public ImmutableArray<RowResult> ToResults() => [.. Measurements.Select(ToResult)];

    private static Sample Measure(Row row, int calls, Companion companion)
    {
        // This row must not collect the garbage of the previous one. If the previous row allocated nothing, memory was returned to the system,
        // and getting it again page by page doubles the cost of a string. So the row first allocates as much as it keeps in use.
        GC.Collect(0, GCCollectionMode.Forced, blocking: true);
        _ = Sample.Run(row, Math.Max(1, calls / 4), companion);
        return Sample.Run(row, calls, companion);
    }

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

    // Compares only rows on one thread, and only for the same operation; null if the peer does not have it.
    private double? TimesFasterThan(Measurement measurement, string peer) => measurement.Row.Threads == 1
        ? Rounded(MedianOf($"{peer}-{measurement.Row.Kind.ToString().ToLowerInvariant()}") / measurement.Median, 3)
        : null;

    private double? MedianOf(string name) => Measurements.FirstOrDefault(other => other.Row.Name == name)?.Median;

    private static double? Rounded(double? value, int digits) => value is { } number ? Math.Round(number, digits) : null;
}
