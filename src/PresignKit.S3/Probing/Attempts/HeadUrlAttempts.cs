
namespace PresignKit.S3.Probing.Attempts;

/// <summary>Does a URL for HEAD return properties, but never content?</summary>
internal sealed class HeadUrlAttempts : IAttemptGroup
{
    public string Description => "URLs for HEAD";

    public async Task<IReadOnlyList<ProbeMeasurement>> RunAsync(ProbeContext context, CancellationToken cancellationToken)
    {
        var head = context.Signer.Head(context.OtherKey);
        return
        [
            await context.MeasureAsync(
                nameof(StoreProfile.HeadUrls), head, [("used with GET", head with { Method = "GET" })], cancellationToken).ConfigureAwait(false),
        ];
    }
}
