using System.Diagnostics;
using PresignKit.Benchmarks.Browser.Browsers;
using PresignKit.Benchmarks.Browser.Links;

namespace PresignKit.Benchmarks.Browser.Rows;

/// <summary>From the call until the first byte of a part reaches the line, which delays nothing.</summary>
internal sealed class FirstByteRow(bool resumed) : IRow
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    // What has arrived is written down once a second.
    private static readonly TimeSpan SavedWithin = TimeSpan.FromSeconds(1.5);

    private readonly double _reach = resumed ? 500 : 100;

    public string Name => resumed ? "first-byte-resumed" : "first-byte-new";

    public string Case => $"the first byte of a file of 10 GiB leaves: {(resumed ? "resumed after a reload" : "new")}";

    public string Reach => $"<= {_reach.Text()} ms";

    public async Task<RowOutcome> MeasureAsync(Bench bench)
    {
        var file = bench.SparseFile(bench.Sizes.Huge);
        var chromium = await bench.ChromiumAsync();
        var milliseconds = new List<double>();
        // The first round, in which the server compiles what it runs, does not count.
        for (var round = 0; round <= bench.Sizes.Pairs; round++)
        {
            var first = new FirstByte();
            // What was sent goes with the site.
            await using var site = await bench.SiteAsync(new() { Link = new(new()), Tap = first });
            await using var page = await chromium.OpenAsync(site.Origin, Variant.PresignKit.Client, file);
            if (resumed)
            {
                await page.BeginAsync(site.Options());
                await WaitUntilSentAsync(page, bench.Sizes.SentBeforeReload);
                await Task.Delay(SavedWithin);
                await page.GoAsync(site.Origin);
            }

            // The application itself has tried the line when it started.
            first.Arm();
            var begun = await page.BeginAsync(site.Options());
            var elapsed = Stopwatch.GetElapsedTime(begun, await first.Left.WaitAsync(Limit)).TotalMilliseconds;
            Console.WriteLine($"  {round} {elapsed:0} ms");
            if (round > 0)
            {
                milliseconds.Add(elapsed);
            }

            // Without parts to compare, it would be too easy.
            if (resumed && await page.AskAsync<long>("() => window.current.resumed ? window.current.progress.sent : 0") < bench.Sizes.SentBeforeReload / 2)
            {
                throw new InvalidOperationException("The upload began anew.");
            }
        }

        return new($"{milliseconds.Spread()} ms", milliseconds.Median() <= _reach);
    }

    private static async Task WaitUntilSentAsync(ClientPage page, long bytes)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (await page.AskAsync<long>("() => window.current.progress.sent") < bytes)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), limit.Token);
        }
    }
}
