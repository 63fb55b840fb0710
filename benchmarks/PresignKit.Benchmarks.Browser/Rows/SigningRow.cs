namespace PresignKit.Benchmarks.Browser.Rows;

/// <summary>How many requests for signatures an upload of 100 parts takes.</summary>
internal sealed class SigningRow : IRow
{
    private const int PartSize = 5 * 1024 * 1024;
    private const int Parts = 100;

    public string Name => "signing";

    public string Case => $"requests for signatures for the first attempts of {Parts} parts";

    public string Reach => "<= 1";

    public async Task<RowOutcome> MeasureAsync(Bench bench)
    {
        await using var site = await bench.SiteAsync(new() { PartSize = PartSize });
        var chromium = await bench.ChromiumAsync();
        await using var page = await chromium.OpenAsync(site.Origin, Variant.PresignKit.Client, bench.SparseFile((long)Parts * PartSize));
        var run = await page.RunAsync(site.Options());
        var requests = site.Requests("/api/uploads/slots/parts");
        return new($"{requests}{(run.Retries > 0 ? $", of them for retries: up to {run.Retries}" : "")}", requests - run.Retries <= 1);
    }
}
