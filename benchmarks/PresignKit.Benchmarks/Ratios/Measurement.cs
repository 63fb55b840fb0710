namespace PresignKit.Benchmarks.Ratios;

/// <summary>What the rounds said about one row.</summary>
internal sealed record Measurement(Row Row, double Minimum, double Median, double Percentile90, double Bytes)
{
    public static Measurement Of(Row row, IReadOnlyCollection<Batch> batches)
    {
        var times = batches.Select(batch => batch.Nanoseconds).Order().ToArray();
        var bytes = batches.Select(batch => batch.Bytes).Order().ToArray();
        return new(row, times[0], Quantile(times, 0.5), Quantile(times, 0.9), Quantile(bytes, 0.5));
    }

    private static double Quantile(double[] sorted, double quantile) =>
        sorted[(int)Math.Round(quantile * (sorted.Length - 1), MidpointRounding.AwayFromZero)];
}
