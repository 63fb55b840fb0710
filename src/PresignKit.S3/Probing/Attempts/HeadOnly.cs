using PresignKit.Probing;
using PresignKit.Stores;

namespace PresignKit.S3.Probing.Attempts;

/// <summary>Does a URL for HEAD answer properties, and never bytes?</summary>
internal sealed class HeadOnly : IAttempts
{
    public string Doing => "URLs for HEAD";

    public async Task<IReadOnlyList<ProbeMeasurement>> RunAsync(ProbeBench bench, CancellationToken cancellationToken)
    {
        var head = bench.Signer.Head(bench.OtherKey);
        return
        [
            await bench.MeasureAsync(
                nameof(StoreProfile.HeadUrls), head, [("used with GET", head with { Method = "GET" })], cancellationToken).ConfigureAwait(false),
        ];
    }
}
