using PresignKit.Benchmarks.Browser.Links;
using PresignKit.Benchmarks.Browser.Sites;

namespace PresignKit.Benchmarks.Browser.Rows;

/// <summary>The number of parts at once that presignkit.js finds, against fixed ones.</summary>
internal sealed class LanesRow(string name, LinkShape? shape, string link, Func<Sizes, long> size) : IRow
{
    private const int PartSize = 5 * 1024 * 1024;
    private const double WithinReach = 0.9;

    private static readonly int[] Fixed = [2, 3, 4, 6, 8];

    public string Name => name;

    public string Case => $"adaptive lanes against the best of 2, 3, 4, 6, and 8: {link}";

    public string Reach => $">= {WithinReach.Text()}";

    public async Task<RowOutcome> MeasureAsync(Bench bench)
    {
        var settings = new SiteSettings { Link = shape is null ? null : new ShapedLink(shape), PartSize = PartSize };
        var runs = await bench.CompareAsync(
            settings,
            size(bench.Sizes),
            [
                Variant.PresignKit with { Label = "adaptive" },
                .. Fixed.Select(lanes => Variant.PresignKit with { Label = $"{lanes} lanes", Options = [("lanes", lanes)] }),
            ]);
        if (runs.Count == 0)
        {
            return new("not measured", null, runs);
        }

        var best = runs.Skip(1).MinBy(run => run.Seconds.Median())!;
        var ratios = RowOutcome.Ratios(best, runs[0]);
        return new($"{ratios.Spread()}, against {best.Label}", ratios.Median() >= WithinReach, runs);
    }
}
