using System.Globalization;
using PresignKit.Benchmarks.Ratios;
using PresignKit.Benchmarks.Reports;
using PresignKit.Benchmarks.Subjects;

namespace PresignKit.Benchmarks.Scaling;

/// <summary>The command <c>scaling</c>: the cost of a URL by batch size, on one and two threads.</summary>
internal static class ScalingCommand
{
    private const int Rounds = 11;

    private static readonly int[] Sizes = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 8192, Workload.LargestBatch];

    public static int Run(string? jsonPath)
    {
        MachineInfo.Write(Console.Out);
        var own = new PresignKitSubject();
        var utf8 = Sizes.Select(size => RowOf("utf8", size, _ => own.GetBatchUtf8(Workload.Segments.AsSpan(0, size))));
        var strings = Sizes.Select(size => RowOf("strings", size, _ => own.GetBatch(Workload.Segments.AsSpan(0, size)).Length));
        var table = RatioTable.Measure([.. utf8, .. strings], Rounds);
        var points = Sizes.Select((size, i) => PointOf(size, table.Measurements[i], table.Measurements[Sizes.Length + i])).ToArray();
        Write(points, table.Settled);
        return jsonPath is null ? 0 : Json.Write(points, jsonPath);
    }

    private static Row RowOf(string face, int size, Func<int, int> sign) =>
        new($"{face}-{size}", OperationKind.Get, sign) { Urls = size, Threads = 2 };

    private static ScalingPoint PointOf(int size, Measurement utf8, Measurement strings) =>
        new(size, Rounded(utf8.MedianAlone!.Value), Rounded(utf8.Median), Rounded(strings.MedianAlone!.Value), Rounded(strings.Median));

    private static double Rounded(double nanoseconds) => Math.Round(nanoseconds, 1);

    private static void Write(IEnumerable<ScalingPoint> points, bool settled)
    {
        Console.WriteLine($"{"batch of",10}{"UTF-8",12}{"2 threads",12}{"gain",8}{"strings",12}{"2 threads",12}{"gain",8}");
        foreach (var point in points)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{point.BatchSize,10:N0}{point.Utf8,12:N1}{point.Utf8OnTwoThreads,12:N1}{point.Utf8 / point.Utf8OnTwoThreads,8:0.00}{point.Strings,12:N1}{point.StringsOnTwoThreads,12:N1}{point.Strings / point.StringsOnTwoThreads,8:0.00}"));
        }

        Console.WriteLine();
        Console.WriteLine($"Nanoseconds of wall-clock time for one URL, medians of {Rounds} interleaved rounds.");
        if (!settled)
        {
            Console.WriteLine("Times were still falling, or the machine was busy, when the rounds began: run it again.");
        }
    }
}
