using System.Globalization;

namespace PresignKit.Benchmarks.Browser.Rows;

internal static class Statistics
{
    public static double Median(this IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        var middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /// <summary>Median and range: <c>0.98 (0.95 to 1.01)</c>.</summary>
    public static string Spread(this IReadOnlyCollection<double> values) => $"{Text(values.Median())} ({Text(values.Min())} to {Text(values.Max())})";

    public static string Text(this double value) => value.ToString(Math.Abs(value) >= 20 ? "0" : "0.00", CultureInfo.InvariantCulture);
}
