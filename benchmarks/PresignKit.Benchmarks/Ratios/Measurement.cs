namespace PresignKit.Benchmarks.Ratios;

/// <summary>What the rounds measured for one row.</summary>
internal sealed record Measurement(Row Row, double Minimum, double Median, double Percentile90, double Bytes)
{
    /// <summary>For two threads: the time of one of them alone.</summary>
    public double? MedianAlone { get; private init; }

    /// <summary>For two threads: their throughput divided by that of one, compared in each round.</summary>
    public double? Scaling { get; private init; }

    public static Measurement Of(Row row, IReadOnlyCollection<Sample> samples)
    {
        var times = Sorted(samples.Select(sample => sample.Nanoseconds));
        return new(row, times[0], Quantile(times, 0.5), Quantile(times, 0.9), MedianOf(samples.Select(sample => sample.Bytes)))
        {
            MedianAlone = row.Threads == 1 ? null : MedianOf(samples.Select(sample => sample.AloneNanoseconds!.Value)),
            Scaling = row.Threads == 1 ? null : MedianOf(samples.Select(sample => sample.AloneNanoseconds!.Value / sample.Nanoseconds)),
        };
    }

    private static double MedianOf(IEnumerable<double> values) => Quantile(Sorted(values), 0.5);

    private static double[] Sorted(IEnumerable<double> values) => [.. values.Order()];

    private static double Quantile(double[] sorted, double quantile) =>
        sorted[(int)Math.Round(quantile * (sorted.Length - 1), MidpointRounding.AwayFromZero)];
}
