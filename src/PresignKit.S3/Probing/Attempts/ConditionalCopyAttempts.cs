
namespace PresignKit.S3.Probing.Attempts;

/// <summary>Is a copy refused if the object is no longer the expected version?</summary>
internal sealed class ConditionalCopyAttempts : IAttemptGroup
{
    private const string Condition = "x-amz-copy-source-if-match";
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

        var whole = await context.MeasureAsync(name, Copy(context, etag), [($"{Condition} of another version", Copy(context, WrongETag))], cancellationToken)
            .ConfigureAwait(false);
        return [whole.Outcome == ProbeOutcome.Enforced ? await InPartsAsync(context, whole, etag, cancellationToken).ConfigureAwait(false) : whole];
    }

    /// <summary>Objects over 5 GB are copied in parts, which some stores (Ceph) do without looking at the condition.</summary>
    private static async Task<ProbeMeasurement> InPartsAsync(
        ProbeContext context, ProbeMeasurement whole, string etag, CancellationToken cancellationToken)
    {
        var (upload, started) = await ProbeUpload.StartAsync(context, context.NewKey("copy-parts"), cancellationToken).ConfigureAwait(false);
        if (upload is null)
        {
            return AnswerInterpreter.FromRefusedControl(whole.Name, "CreateMultipartUpload", started);
        }

        var part = await context.MeasureAsync(whole.Name, Part(etag), [("the same of a part", Part(WrongETag))], cancellationToken).ConfigureAwait(false);
        return part with { Evidence = $"{whole.Evidence}; {part.Evidence}" };

        ProbeRequest Part(string version) =>
            upload.Part("", new SigV4.NameValue(DirectiveHeaders.Copy, context.Signer.CopySource(context.OtherKey)), new SigV4.NameValue(Condition, version));
    }

    private static ProbeRequest Copy(ProbeContext context, string etag) => context.Signer.Sign(
        "PUT",
        context.NewKey("copy"),
        [new(DirectiveHeaders.Copy, context.Signer.CopySource(context.OtherKey)), new(Condition, etag)],
        body: "");
}
