namespace PresignKit.Benchmarks.Browser.Rows;

/// <summary>What a row has measured: see <see cref="RowResult"/>.</summary>
internal sealed record RowOutcome(string Measured, bool? IsMet, params IReadOnlyList<VariantRuns> Runs)
{
    /// <summary>How many times longer the other client takes, pair by pair.</summary>
    public static double[] Ratios(VariantRuns other, VariantRuns ours) => [.. other.Seconds.Zip(ours.Seconds, (theirs, own) => theirs / own)];
}
