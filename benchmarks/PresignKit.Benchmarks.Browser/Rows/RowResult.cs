namespace PresignKit.Benchmarks.Browser.Rows;

/// <summary>What a row reports.</summary>
/// <param name="Name">The row.</param>
/// <param name="Case">What is measured.</param>
/// <param name="Reach">The goal.</param>
/// <param name="Measured">The figure that the goal is about, with its spread.</param>
/// <param name="IsMet">Whether it was reached; null if there is no goal.</param>
/// <param name="Runs">The seconds of each client's runs, in the order of the rounds.</param>
/// <param name="Load">The machine's load average before and after. A row that was measured on a busy machine says little.</param>
internal sealed record RowResult(
    string Name, string Case, string Reach, string Measured, bool? IsMet, IReadOnlyList<VariantRuns> Runs, double[] Load);
