using System.Globalization;
using PresignKit.Benchmarks.Reports;
using PresignKit.Benchmarks.Scaling;

namespace PresignKit.Benchmarks.Charts;

/// <summary>The cost of a URL by batch size; both scales are logarithmic.</summary>
internal static class ScalingChart
{
    private const int Width = 820;
    private const int Height = 440;
    private const int Left = 70;
    private const int Right = Width - 210;
    private const int Top = 76;
    private const int Bottom = Height - 72;
    private const double LowestPower = 1;
    private const double HighestPower = 3.3;

    private static readonly (string Label, string Classes, Func<ScalingPoint, double> Value)[] Curves =
    [
        ("strings, 1 thread", "one dashed", point => point.Strings),
        ("strings, 2 threads", "two dashed", point => point.StringsOnTwoThreads),
        ("UTF-8, 1 thread", "one", point => point.Utf8),
        ("UTF-8, 2 threads", "two", point => point.Utf8OnTwoThreads),
    ];

    public static string Draw(ScalingPoint[] points, MachineInfo machine)
    {
        var svg = new Svg(Width, Height);
        svg.Text(24, 32, "Nanoseconds for one URL over the size of its batch", "title");
        svg.Text(24, 52, "Wall-clock time; both scales logarithmic", "quiet");
        foreach (var nanoseconds in (int[])[10, 20, 50, 100, 200, 500, 1000, 2000])
        {
            var y = HeightOf(nanoseconds);
            svg.Line(Left, y, Right, y);
            svg.Text(Left - 8, y + 4, string.Create(CultureInfo.InvariantCulture, $"{nanoseconds:#,0} ns"), "quiet end");
        }

        foreach (var size in (int[])[1, 10, 100, 1000, 10_000])
        {
            svg.Text(PlaceOf(size, points), Bottom + 20, string.Create(CultureInfo.InvariantCulture, $"{size:#,0}"), "quiet middle");
        }

        for (var i = 0; i < Curves.Length; i++)
        {
            var (label, classes, value) = Curves[i];
            svg.Curve(points.Select(point => (PlaceOf(point.BatchSize, points), HeightOf(value(point)))), classes);
            var y = Top + 10 + i * 24;
            svg.Line(Right + 24, y, Right + 54, y, $"curve {classes}");
            svg.Text(Right + 62, y + 4, label);
        }

        svg.Text((Left + Right) / 2.0, Bottom + 40, "URLs signed at once", "quiet middle");
        svg.Text(24, Height - 12, $"{machine.Processor}, {machine.LogicalProcessors} processors; {machine.Runtime}", "quiet");
        return svg.ToText("Curves: nanoseconds for one URL over batches of 1 to 10,000, as bytes and as strings, on one thread and on two");
    }

    private static double PlaceOf(int size, ScalingPoint[] points) =>
        Left + Math.Log(size) / Math.Log(points[^1].BatchSize) * (Right - Left);

    private static double HeightOf(double nanoseconds) =>
        Bottom - (Math.Clamp(Math.Log10(nanoseconds), LowestPower, HighestPower) - LowestPower) / (HighestPower - LowestPower) * (Bottom - Top);
}
