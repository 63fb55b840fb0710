namespace PresignKit.Benchmarks.Browser.Rows;

/// <param name="Label">The client.</param>
/// <param name="Seconds">Of each run.</param>
/// <param name="SentSeconds">The seconds until all parts had arrived; null if the client does not tell.</param>
/// <param name="Lanes">The most parts at once.</param>
/// <param name="Retries">The requests that were repeated, of all runs.</param>
internal sealed record VariantRuns(string Label, IReadOnlyList<double> Seconds, IReadOnlyList<double> SentSeconds, int Lanes, int Retries);
