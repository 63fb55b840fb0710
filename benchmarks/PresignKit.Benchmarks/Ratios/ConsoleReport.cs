using System.Globalization;

namespace PresignKit.Benchmarks.Ratios;

/// <summary>The table for people.</summary>
internal static class ConsoleReport
{
    public static void Write(RatioTable table, TextWriter output)
    {
        output.WriteLine($"{"operation",-20}{"median ns",12}{"min ns",12}{"p90 ns",12}{"bytes",10}{"x AWSSDK",11}{"x Minio",10}");
        foreach (var measurement in table.Measurements)
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{measurement.Row.Name,-20}{measurement.Median,12:N0}{measurement.Minimum,12:N0}{measurement.Percentile90,12:N0}{measurement.Bytes,10:N0}{Ratio(table, measurement, "awssdk"),11}{Ratio(table, measurement, "minio"),10}"));
        }

        output.WriteLine();
        output.WriteLine($"Nanoseconds and bytes of one operation, over {RatioTable.Rounds} interleaved rounds. A ratio is the peer's median over the row's own, at the same operation.");
        if (!table.Settled)
            output.WriteLine("Times were still falling, or the machine was busy, when the rounds began: run it again.");
    }

    private static string Ratio(RatioTable table, Measurement measurement, string peer) =>
        table.TimesFasterThan(measurement, peer)?.ToString("0.0", CultureInfo.InvariantCulture) ?? "-";
}
