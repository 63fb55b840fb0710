using PresignKit.Probing;
using PresignKit.Stores;

namespace PresignKit.S3.Probing.Attempts;

/// <summary>Is a PUT bound to the type and the length that were signed?</summary>
internal sealed class TypeAndLength : IAttempts
{
    public string Doing => "content type and length";

    public async Task<IReadOnlyList<ProbeMeasurement>> RunAsync(ProbeBench bench, CancellationToken cancellationToken)
    {
        var put = bench.Signer.Put(bench.NewKey("type"), "as signed");
        var type = await bench.MeasureAsync(
            nameof(StoreProfile.SignedContentType),
            put,
            [("another type", put.With("Content-Type", "text/html")), ("no type", put.Without("Content-Type"))],
            cancellationToken).ConfigureAwait(false);

        var sized = bench.Signer.Put(bench.NewKey("length"), "as signed");
        var length = await bench.MeasureAsync(
            nameof(StoreProfile.SignedContentLength),
            sized,
            [("one byte more", sized with { Body = "as signed+" }), ("one byte less", sized with { Body = "as signe" }), ("no byte", sized with { Body = "" })],
            cancellationToken).ConfigureAwait(false);
        return [type, length];
    }
}
