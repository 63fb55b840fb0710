using PresignKit.Probing;
using PresignKit.Stores;

namespace PresignKit.S3.Probing.Attempts;

/// <summary>Is a copy of another version than the one that was seen refused?</summary>
internal sealed class ConditionalCopies : IAttempts
{
    private const string WrongETag = "\"00000000000000000000000000000000\"";

    public string Doing => "conditional copies";

    public async Task<IReadOnlyList<ProbeMeasurement>> RunAsync(ProbeBench bench, CancellationToken cancellationToken)
    {
        const string name = nameof(StoreProfile.ConditionalCopy);
        var seen = await bench.SendAsync(bench.Signer.Head(bench.OtherKey), cancellationToken).ConfigureAwait(false);
        if (seen.Header("ETag") is not { } etag)
        {
            return [new(name, ProbeOutcome.NotTried, $"HEAD of the source: {seen}, without an ETag")];
        }

        return
        [
            await bench.MeasureAsync(
                name, Copy(bench, etag), [("x-amz-copy-source-if-match of another version", Copy(bench, WrongETag))], cancellationToken).ConfigureAwait(false),
        ];
    }

    private static ProbeRequest Copy(ProbeBench bench, string etag) => bench.Signer.Sign(
        "PUT",
        bench.NewKey("copy"),
        [new(Directives.Copy, bench.Signer.CopySource(bench.OtherKey)), new("x-amz-copy-source-if-match", etag)],
        body: "");
}
