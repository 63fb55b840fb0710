using System.Security.Cryptography;
using Microsoft.Playwright;
using PresignKit.Benchmarks.Browser.Links;

namespace PresignKit.Benchmarks.Browser.Rows;

/// <summary>One bit of a random part changes on its way. The object must not be accepted like this.</summary>
internal sealed class FlipsRow : IRow
{
    private const int PartSize = 5 * 1024 * 1024;
    private const int Parts = 3;
    private const int FileSize = (PartSize * 2) + 1_000_003;

    public string Name => "flips";

    public string Case => "a flipped bit in a random part";

    public string Reach => "100 % refused";

    public async Task<RowOutcome> MeasureAsync(Bench bench)
    {
        var path = bench.RandomFile(FileSize);
        var digest = SHA256.HashData(await File.ReadAllBytesAsync(path));
        var flip = new BitFlip();
        await using var site = await bench.SiteAsync(new() { Link = new(new()), Tap = flip, PartSize = PartSize, Store = bench.Store });
        var chromium = await bench.ChromiumAsync();
        var random = new Random(14);
        var outcomes = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var accepted = 0;
        for (var attempt = 0; attempt < bench.Sizes.Tries; attempt++)
        {
            await using var page = await chromium.OpenAsync(site.Origin, Variant.PresignKit.Client, path);
            flip.Arm(random.Next(Parts), random.NextDouble());
            var outcome = await OutcomeAsync(page.RunAsync(site.Options()));
            if (!flip.IsDone)
            {
                throw new InvalidOperationException($"No bit was flipped: {outcome}");
            }

            // An object that was accepted must be the file, and the part must have been sent again.
            if (outcome == "sent again")
            {
                var isWhole = flip.Requests > Parts;
                foreach (var key in await site.ListAsync())
                {
                    await using var content = await site.OpenReadAsync(key);
                    isWhole &= (await SHA256.HashDataAsync(content)).AsSpan().SequenceEqual(digest);
                }

                (outcome, accepted) = isWhole ? (outcome, accepted) : ("accepted", accepted + 1);
            }

            outcomes[outcome] = outcomes.GetValueOrDefault(outcome) + 1;
            await site.ClearAsync();
        }

        var store = bench.Store?.Name ?? "LocalS3";
        var refused = bench.Sizes.Tries - accepted;
        return new($"{store}: {refused} of {bench.Sizes.Tries} ({string.Join(", ", outcomes.Select(o => $"{o.Key} {o.Value}"))})", accepted == 0);
    }

    private static async Task<string> OutcomeAsync(Task run)
    {
        try
        {
            await run;
            return "sent again";
        }
        catch (PlaywrightException e)
        {
            // "Error: transfer-mismatch: ..."
            var message = e.Message.Split('\n')[0];
            return message.Contains("transfer-mismatch", StringComparison.Ordinal) ? "transfer-mismatch"
                : message.Contains("parts-differ", StringComparison.Ordinal) ? "parts-differ"
                : throw new InvalidOperationException($"The upload failed for another reason: {message}");
        }
    }
}
