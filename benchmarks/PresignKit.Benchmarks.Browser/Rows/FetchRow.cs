using PresignKit.Benchmarks.Browser.Links;
using PresignKit.Benchmarks.Browser.Sites;

namespace PresignKit.Benchmarks.Browser.Rows;

/// <summary>Against the same parts sent by bare <c>fetch</c>, with as many lanes, including the opening of the slot and its completion.</summary>
internal sealed class FetchRow(string name, LinkShape? shape, string link, bool hash, double reach) : IRow
{
    private const int Lanes = 4;

    public string Name => name;

    public string Case => $"against a bare parallel `fetch` of the same parts: {link}, checksums {(hash ? "on" : "off")}";

    public string Reach => $">= {reach.Text()}";

    public async Task<RowOutcome> MeasureAsync(Bench bench)
    {
        var settings = new SiteSettings { Link = shape is null ? null : new ShapedLink(shape) };
        var runs = await bench.CompareAsync(
            settings,
            bench.Sizes.Fetch,
            new Variant("bare fetch", "fetch", ("lanes", Lanes)),
            Variant.PresignKit with { Options = [("lanes", Lanes), ("hash", hash)] });
        if (runs.Count < 2)
        {
            return new("not measured", null, runs);
        }

        var ratios = RowOutcome.Ratios(runs[0], runs[1]);
        return new(ratios.Spread(), ratios.Median() >= reach, runs);
    }
}
