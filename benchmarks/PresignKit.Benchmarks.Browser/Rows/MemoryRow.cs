using PresignKit.Benchmarks.Browser.Browsers;

namespace PresignKit.Benchmarks.Browser.Rows;

/// <summary>What all processes of the browser take in addition while a file is uploaded, in a browser of its own.</summary>
internal sealed class MemoryRow : IRow
{
    private const double MB = 1e6;
    private const double MiB = 1024 * 1024;

    public string Name => "memory";

    public string Case => "the browser's private memory during an upload, peak minus before";

    public string Reach => "<= 64 MB + lanes x 8 MiB";

    public async Task<RowOutcome> MeasureAsync(Bench bench)
    {
        var file = bench.SparseFile(bench.Sizes.Fetch);
        var (largest, limits) = (new List<double>(), new List<double>());
        for (var round = 0; round < Math.Min(3, bench.Sizes.Pairs); round++)
        {
            await using var site = await bench.SiteAsync(new());
            await using var chromium = await Chromium.StartAsync();
            await using var page = await chromium.OpenAsync(site.Origin, Variant.PresignKit.Client, file);
            await Task.Delay(TimeSpan.FromSeconds(2));
            var before = BrowserMemory.Sample();
            using var ended = new CancellationTokenSource();
            var sampling = BrowserMemory.PeakAsync(ended.Token);
            var run = await page.RunAsync(site.Options());
            await ended.CancelAsync();
            var peak = await sampling;
            largest.Add((peak.Values.Sum() - before.Values.Sum()) / MB);
            limits.Add(64 + (run.Lanes * 8 * MiB / MB));
            var kinds = peak.Keys.Union(before.Keys).Select(kind => $"{kind} {(peak.GetValueOrDefault(kind) - before.GetValueOrDefault(kind)) / MB:+0;-0}");
            Console.WriteLine($"  {round + 1} {largest[^1]:0} MB, {run.Lanes} lanes ({string.Join(", ", kinds)})");
        }

        return new($"{largest.Spread()} MB, where {limits.Min().Text()} MB are allowed", largest.Zip(limits).All(pair => pair.First <= pair.Second));
    }
}
