using System.Globalization;
using PresignKit.Benchmarks.Reports;

namespace PresignKit.Benchmarks.Ratios;

/// <summary>The table for people.</summary>
internal static class ConsoleReport
{
    public static void Write(RatioTable table, IEnumerable<RowResult> rows, TextWriter output)
    {
        output.WriteLine($"{"operation",-28}{"median ns",12}{"min ns",12}{"p90 ns",12}{"bytes",10}{"of string",11}{"x AWSSDK",11}{"x Minio",10}{"x hashing",11}{"scaling",10}");
        foreach (var row in rows)
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{row.Name,-28}{row.Ns,12:N1}{row.NsMin,12:N1}{row.NsP90,12:N1}{row.Bytes,10:N0}{Text(row.ResultBytes, "N0"),11}{Text(row.XAwsSdk, "N1"),11}{Text(row.XMinio, "N1"),10}{Text(row.XHashOnly, "0.00"),11}{Text(row.Scaling, "0.00"),10}"));
        }

        output.WriteLine();
        output.WriteLine($"Nanoseconds and bytes of one URL or form, over {table.Rounds} interleaved rounds. x AWSSDK, x Minio: the peer's median over the row's own, at the same operation.");
        output.WriteLine(
            "x hashing: the median over what the compressions for as many bytes take alone, one URL at a time. Scaling: the throughput of two threads over one.");
        output.WriteLine("Once a second some 2 kB more are allocated, for the state of that second, and in batches another 2 kB for each place at which keys of one length end within a block.");
        if (!table.Settled)
        {
            output.WriteLine("Times were still falling, or the machine was busy, when the rounds began: run it again.");
        }

        output.WriteLine();
    }

    private static string Text(double? value, string format) => value?.ToString(format, CultureInfo.InvariantCulture) ?? "-";
}
