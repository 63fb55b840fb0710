
namespace PresignKit.S3.Probing.Attempts;

/// <summary>Is a copy refused if the object is no longer the expected version?</summary>
internal sealed class ConditionalCopyAttempts : IAttemptGroup
{
    private const string WrongETag = "\"00000000000000000000000000000000\"";

    public string Description => "conditional copies";

    public async Task<IReadOnlyList<ProbeMeasurement>> RunAsync(ProbeContext context, CancellationToken cancellationToken)
    {
        const string name = nameof(StoreProfile.ConditionalCopy);
        var seen = await context.SendAsync(context.Signer.Head(context.OtherKey), cancellationToken).ConfigureAwait(false);
        if (seen.Header("ETag") is not { } etag)
        {
            return [new(name, ProbeOutcome.NotTried, $"HEAD of the source: {seen}, without an ETag")];
        }

        return
        [
            await context.MeasureAsync(
                name, Copy(context, etag), [("x-amz-copy-source-if-match of another "
                    + "version", Copy(context, WrongETag))], cancellationToken).ConfigureAwait(false),
        ];
    }

    private static ProbeRequest Copy(ProbeContext context, string etag) => context.Signer.Sign(
        "PUT",
        context.NewKey("copy"),
        [new(DirectiveHeaders.Copy, context.Signer.CopySource(context.OtherKey)), new("x-amz-copy-source-if-match", etag)],
        body: "");
}
