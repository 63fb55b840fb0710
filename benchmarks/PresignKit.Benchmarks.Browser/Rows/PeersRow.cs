using PresignKit.Benchmarks.Browser.Links;
using PresignKit.Benchmarks.Browser.Sites;

namespace PresignKit.Benchmarks.Browser.Rows;

/// <summary>Against other clients, each as it is without options but for the size of a part, which is the same.</summary>
internal sealed class PeersRow(string name, LinkShape shape, string link, Func<Sizes, long> size, double reach) : IRow
{
    // What all of them send by default.
    private const int PartSize = 5 * 1024 * 1024;

    public string Name => name;

    public string Case => $"against @uppy/aws-s3 6.3.1, one file: {link}";

    public string Reach => $">= {reach.Text()} x";

    public async Task<RowOutcome> MeasureAsync(Bench bench)
    {
        var runs = await bench.CompareAsync(
            new() { Link = new(shape), PartSize = PartSize },
            size(bench.Sizes),
            Variant.PresignKit,
            Variant.Uppy6,
            Variant.Uppy5,
            Variant.BetterUpload,
            Variant.LibStorage);
        var ours = runs.SingleOrDefault(run => run.Label == Variant.PresignKit.Label);
        var uppy = runs.SingleOrDefault(run => run.Label == Variant.Uppy6.Label);
        if (ours is null || uppy is null)
        {
            return new("not measured", null, runs);
        }

        var ratios = RowOutcome.Ratios(uppy, ours);
        return new($"{ratios.Spread()} x", ratios.Median() >= reach, runs);
    }
}
