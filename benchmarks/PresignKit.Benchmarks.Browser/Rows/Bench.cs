using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using PresignKit.Benchmarks.Browser.Browsers;
using PresignKit.Benchmarks.Browser.Links;
using PresignKit.Benchmarks.Browser.Sites;

namespace PresignKit.Benchmarks.Browser.Rows;

/// <summary>What the rows work with.</summary>
internal sealed class Bench : IAsyncDisposable
{
    private static readonly PosixSignal[] Endings = [PosixSignal.SIGINT, PosixSignal.SIGTERM];
    private static readonly TimeSpan RunLimit = TimeSpan.FromMinutes(15);

    private readonly ClientBundles _clients;
    private readonly DirectoryInfo _data;
    private readonly PosixSignalRegistration[] _signals;
    private readonly IReadOnlySet<string> _selected;
    private Chromium? _chromium;

    private Bench(ClientBundles clients, BenchArguments arguments)
    {
        (_clients, _selected, Sizes) = (clients, arguments.Clients, arguments.Sizes);
        Store = arguments.Store;
        _data = Directory.CreateDirectory(Path.Combine(arguments.DataFolder, $"presignkit-benchmark-{Guid.NewGuid():N}"));
        // Ctrl+C and kill: gigabytes must not stay in memory.
        _signals = [.. Endings.Select(signal => PosixSignalRegistration.Create(signal, _ => _data.Delete(recursive: true)))];
    }

    public Sizes Sizes { get; }

    /// <summary>The store to flip bits on; null: the embedded one.</summary>
    public RunningStore? Store { get; }

    public static async Task<Bench> StartAsync(BenchArguments arguments) =>
        new(await ClientBundles.PrepareAsync(arguments.Clients), arguments);

    public static double Load() =>
        double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0], CultureInfo.InvariantCulture);

    public async Task<Chromium> ChromiumAsync() => _chromium ??= await Chromium.StartAsync();

    public Task<Site> SiteAsync(SiteSettings settings) => Site.StartAsync(settings, _clients, _data.FullName);

    /// <summary>A file of zeros, which takes no space.</summary>
    public string SparseFile(long size)
    {
        var path = Path.Combine(_data.FullName, $"zeros-{size}.bin");
        using var file = File.OpenWrite(path);
        file.SetLength(size);
        return path;
    }

    public string RandomFile(int size)
    {
        var path = Path.Combine(_data.FullName, $"random-{size}.bin");
        File.WriteAllBytes(path, RandomNumberGenerator.GetBytes(size));
        return path;
    }

    /// <summary>Runs the variants one after the other, and all of them again, as often as there are pairs. Each begins with a browser that knows nothing.</summary>
    public async Task<IReadOnlyList<VariantRuns>> CompareAsync(SiteSettings settings, long size, params Variant[] variants)
    {
        variants = [.. variants.Where(variant => _selected.Contains(variant.Client))];
        var runs = variants.ToDictionary(variant => variant, _ => new List<ClientRun>());
        var file = SparseFile(size);
        var chromium = await ChromiumAsync();
        await using var site = await SiteAsync(settings);
        await WarmUpAsync(site, chromium, settings.PartSize, variants);
        for (var round = 0; round < Sizes.Pairs; round++)
        {
            foreach (var variant in variants)
            {
                await using (var page = await chromium.OpenAsync(site.Origin, variant.Client, file))
                {
                    // All variants of a round meet the same stalls.
                    settings.Link?.Begin(seed: round + 1);
                    var run = await page.RunAsync(site.Options(variant.Options)).WaitAsync(RunLimit);
                    runs[variant].Add(run);
                    Console.WriteLine($"  {round + 1} {variant.Label,-28}{run.Seconds,8:0.00} s{(run.Retries > 0 ? $", {run.Retries} retries" : "")}");
                }

                await site.ClearAsync();
            }
        }

        return [.. variants.Select(variant => Summary(variant.Label, runs[variant]))];
    }

    public async ValueTask DisposeAsync()
    {
        if (_chromium is not null)
        {
            await _chromium.DisposeAsync();
        }

        _data.Delete(recursive: true);
        Array.ForEach(_signals, signal => signal.Dispose());
    }

    private static VariantRuns Summary(string label, IReadOnlyList<ClientRun> runs) => new(
        label,
        [.. runs.Select(run => Math.Round(run.Seconds, 3))],
        [.. runs.Select(run => run.Sent).OfType<double>().Select(seconds => Math.Round(seconds, 3))],
        runs.Max(run => run.Lanes),
        runs.Sum(run => run.Retries));

    // The server compiles what a client calls when it is called first.
    private async Task WarmUpAsync(Site site, Chromium chromium, long partSize, IEnumerable<Variant> variants)
    {
        var file = SparseFile(partSize + 1);
        foreach (var variant in variants.DistinctBy(variant => variant.Client))
        {
            await using (var page = await chromium.OpenAsync(site.Origin, variant.Client, file))
            {
                await page.RunAsync(site.Options(variant.Options)).WaitAsync(RunLimit);
            }

            await site.ClearAsync();
        }
    }
}
