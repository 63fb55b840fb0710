
namespace PresignKit.S3.Probing.Attempts;

/// <summary>Is a PUT bound to the signed type and length?</summary>
internal sealed class TypeAndLengthAttempts : IAttemptGroup
{
    public string Description => "content type and length";

    public async Task<IReadOnlyList<ProbeMeasurement>> RunAsync(ProbeContext context, CancellationToken cancellationToken)
    {
        var put = context.Signer.Put(context.NewKey("type"), "as signed");
        var type = await context.MeasureAsync(
            nameof(StoreProfile.SignedContentType),
            put,
            [("another type", put.With("Content-Type", "text/html")), ("no type", put.Without("Content-Type"))],
            cancellationToken).ConfigureAwait(false);

        var sized = context.Signer.Put(context.NewKey("length"), "as signed");
        var length = await context.MeasureAsync(
            nameof(StoreProfile.SignedContentLength),
            sized,
            [("one byte more", sized with { Body = "as signed+" }), ("one byte less", sized with { Body = "as signe" }), ("no byte", sized with { Body = "" })],
            cancellationToken).ConfigureAwait(false);
        return [type, length, await UnsignedTypeAsync(context, cancellationToken).ConfigureAwait(false)];
    }

    /// <summary>Some stores (Ceph 20) refuse a type that was not signed, which many clients send on their own.</summary>
    private static async Task<ProbeMeasurement> UnsignedTypeAsync(ProbeContext context, CancellationToken cancellationToken)
    {
        var put = context.Signer.Sign("PUT", context.NewKey("unsigned-type"), body: "as signed");
        return await context.MeasureAsync(
            CheckNames.UnsignedContentType, put, [("a type that was not signed", put.With("Content-Type", ProbeSigner.ContentType))], cancellationToken)
            .ConfigureAwait(false);
    }
}
