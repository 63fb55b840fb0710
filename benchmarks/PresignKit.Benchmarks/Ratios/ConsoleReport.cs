using System.Globalization;
using PresignKit.Benchmarks.Reports;

namespace PresignKit.Benchmarks.Ratios;

/// <summary>Writes the table to the console.</summary>
internal static class ConsoleReport
{
    public static void Write(RatioTable table, IEnumerable<RowResult> rows, TextWriter output)
    {
        output.WriteLine(
            $"{"operation",-28}{"median ns",12}{"min ns",12}{"p90 ns",12}{"bytes",10}{"of string",11}"
            + $"{"x AWSSDK",11}{"x Minio",10}{"x hashing",11}{"scaling",10}");
        foreach (var row in rows)
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{row.Name,-28}{row.Ns,12:N1}{row.NsMin,12:N1}{row.NsP90,12:N1}{row.Bytes,10:N0}{Text(row.ResultBytes, "N0"),11}")
                + $"{Text(row.XAwsSdk, "N1"),11}{Text(row.XMinio, "N1"),10}{Text(row.XHashOnly, "0.00"),11}{Text(row.Scaling, "0.00"),10}");
        }

        output.WriteLine();
        output.WriteLine($"Nanoseconds and bytes for one URL or form, over {table.Rounds} interleaved rounds.");
        output.WriteLine("x AWSSDK, x Minio: the median of the peer divided by the median of the row, for the same operation.");
        output.WriteLine("x hashing: the median divided by the time of only the compressions for as many bytes, one URL at a time.");
        output.WriteLine("Scaling: the throughput of two threads divided by that of one.");
        output.WriteLine("Once a second, about 2 kB more are allocated for the state of that second.");
        output.WriteLine("Batches allocate another 2 kB for each position in a block at which keys of equal length end.");
        if (!table.Settled)
        {
            output.WriteLine("When the rounds started, times were still improving, or the machine was busy. Run it again.");
        }

        output.WriteLine();
    }

    private static string Text(double? value, string format) => value?.ToString(format, CultureInfo.InvariantCulture) ?? "-";
}
