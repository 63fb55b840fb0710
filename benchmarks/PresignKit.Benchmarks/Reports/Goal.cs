using System.Globalization;

namespace PresignKit.Benchmarks.Reports;

/// <summary>A goal and the measured figure.</summary>
/// <param name="Case">What is measured.</param>
/// <param name="Reach">The goal.</param>
/// <param name="Measured">What was measured.</param>
/// <param name="IsMet">Whether it was reached.</param>
internal sealed record Goal(string Case, string Reach, string Measured, bool IsMet)
{
    public static Goal? AtLeast(string name, double reach, double? measured, string unit) => measured is { } value
        ? new(name, $">= {Text(reach)} {unit}", Text(value), value >= reach)
        : null;

    public static Goal? AtMost(string name, double reach, double? measured, string unit) => measured is { } value
        ? new(name, $"<= {Text(reach)} {unit}", Text(value), value <= reach)
        : null;

    /// <summary>Nothing except the result may be allocated.</summary>
    public static Goal? NoGarbage(string name, RowResult? row) => row is null ? null : new(
        name,
        row.ResultBytes is null ? "0 B" : "the string only",
        row.ResultBytes is { } result ? $"{Text(row.Bytes)} B, of which the string {Text(result)}" : $"{Text(row.Bytes)} B",
        row.Bytes <= (row.ResultBytes ?? 0));

    // Two decimals if they matter, and a thousands separator.
    private static string Text(double value) => value.ToString(Math.Abs(value) >= 20 ? "#,0" : "0.##", CultureInfo.InvariantCulture);
}
