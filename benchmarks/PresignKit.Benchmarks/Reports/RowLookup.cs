namespace PresignKit.Benchmarks.Reports;

/// <summary>Finds rows by name.</summary>
internal static class RowLookup
{
    /// <exception cref="InvalidDataException">The row does not exist, because the report is of another version.</exception>
    public static RowResult Named(this IEnumerable<RowResult> rows, string name) => rows.FirstOrDefault(row => row.Name == name)
        ?? throw new InvalidDataException($"A report has no row '{name}': measure again, by eng/measure.sh.");
}
