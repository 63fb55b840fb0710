using System.Globalization;
using PresignKit.Benchmarks.Reports;

namespace PresignKit.Benchmarks.Charts;

/// <summary>How many times faster than AWSSDK.S3, as bars on a logarithmic scale: each line marks ten times the speed of the previous one.</summary>
internal static class RatioChart
{
    private const int Width = 820;
    private const int Left = 250;
    private const int Right = Width - 110;
    private const int Top = 74;
    private const int BarHeight = 20;
    private const int RowHeight = 28;
    private const double LargestPower = 3;

    private static readonly (string Row, string Label, bool IsOwn)[] Bars =
    [
        (RowNames.AwsSdkGet, "AWSSDK.S3", false),
        (RowNames.MinioGet, "Minio", false),
        (RowNames.AzureSas, "Azure SAS (a simpler scheme)", false),
        (RowNames.IssuerGetString, "PresignKit, issuer with policy", true),
        (RowNames.GetString, "PresignKit, string", true),
        (RowNames.GetUtf8, "PresignKit, UTF-8", true),
        (RowNames.BatchString, "PresignKit, 1,500 at once, strings", true),
        (RowNames.BatchUtf8, "PresignKit, 1,500 at once, UTF-8", true),
    ];

    public static string Draw(RowResult[] rows, MachineInfo machine)
    {
        var bottom = Top + Bars.Length * RowHeight;
        var svg = new Svg(Width, bottom + 46);
        svg.Text(24, 32, "Signing one download URL: times faster than AWSSDK.S3", "title");
        svg.Text(24, 52, "Logarithmic scale; nanoseconds for one URL at the right", "quiet");
        for (var power = 0; power <= LargestPower; power++)
        {
            var x = PlaceOf(Math.Pow(10, power));
            svg.Line(x, Top - 6, x, bottom);
            svg.Text(x, bottom + 16, string.Create(CultureInfo.InvariantCulture, $"{Math.Pow(10, power):#,0} x"), "quiet middle");
        }

        for (var i = 0; i < Bars.Length; i++)
        {
            var (name, label, isOwn) = Bars[i];
            var row = rows.Named(name);
            var y = Top + i * RowHeight;
            var end = PlaceOf(row.XAwsSdk!.Value);
            svg.Text(Left - 10, y + 15, label, "end");
            svg.Bar(Left, y, Math.Max(end - Left, 3), BarHeight, isOwn ? "own" : "peer");
            svg.Text(Math.Max(end, Left + 3) + 8, y + 15, string.Create(CultureInfo.InvariantCulture, $"{row.XAwsSdk:0.#} x"));
            svg.Text(Width - 24, y + 15, string.Create(CultureInfo.InvariantCulture, $"{row.Ns:#,0} ns"), "quiet end");
        }

        svg.Text(24, bottom + 36, $"{machine.Processor}, {machine.LogicalProcessors} processors; {machine.Runtime}", "quiet");
        return svg.ToText("Bars: how many times faster than AWSSDK.S3 each signer makes one download URL");
    }

    private static double PlaceOf(double ratio) => Left + Math.Log10(Math.Max(ratio, 1)) / LargestPower * (Right - Left - 60);
}
