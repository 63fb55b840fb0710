using System.Security;
using PresignKit.S3.Http;

namespace PresignKit.S3.Probing.Attempts;

/// <summary>
/// Is a URL for one part of an upload limited to that part, and dead once the backend has completed or aborted the upload? The attacked object belongs
/// to the probe.
/// </summary>
internal sealed class PartAttempts : IAttemptGroup
{
    private const string Name = nameof(StoreProfile.IsolatedPart);

    private const string Body = "a part";

    public string Description => "uploads in parts";

    public async Task<IReadOnlyList<ProbeMeasurement>> RunAsync(ProbeContext context, CancellationToken cancellationToken)
    {
        var answers = new List<(string, ProbeAnswer)>();
        return [await TryAllAsync(context, answers, cancellationToken).ConfigureAwait(false) ?? AnswerInterpreter.FromViolations(Name, answers)];
    }

    /// <summary>Collects the answers to the violations. Returns a measurement if something that should be accepted was not.</summary>
    private static async Task<ProbeMeasurement?> TryAllAsync(
        ProbeContext context, List<(string What, ProbeAnswer Answer)> answers, CancellationToken cancellationToken)
    {
        foreach (var completes in new[] { false, true })
        {
            var key = context.NewKey("part");
            var started = await context.SendAsync(context.Signer.Sign("POST", key, query: [new("uploads", "")], body: ""), cancellationToken)
                .ConfigureAwait(false);
            if (started.Verdict != Verdict.Accepted || UploadId(started) is not { } upload)
            {
                return AnswerInterpreter.FromRefusedControl(Name, "CreateMultipartUpload", started);
            }

            context.Ledger.AddUpload(key, upload);

            // The length is not signed, which is common for parts: a signed length alone was measured to prevent the copy (docs/stores.md).
            var part = context.Signer.Sign("PUT", key, query: [new("partNumber", "1"), new("uploadId", upload)], body: Body);
            var ordinary = await context.SendAsync(part, cancellationToken).ConfigureAwait(false);
            if (ordinary.Verdict != Verdict.Accepted || ordinary.Header("ETag") is not { } etag)
            {
                return AnswerInterpreter.FromRefusedControl(Name, "an ordinary part", ordinary);
            }

            if (!completes)
            {
                var copy = DirectiveHeaders.Of(context)[0];
                var copied = await context.SendAsync((part with { Body = "" }).With(copy.Name, copy.Value), cancellationToken).ConfigureAwait(false);
                answers.Add(($"{copy.Name} on a part", copied));
            }

            var (what, request) = completes
                ? ("CompleteMultipartUpload", Complete(context, key, upload, etag))
                : ("AbortMultipartUpload", Abort(context, key, upload));
            var ended = await context.SendAsync(request, cancellationToken).ConfigureAwait(false);
            if (ended.Verdict != Verdict.Accepted)
            {
                // What has been measured so far counts if it is bad enough.
                return answers.Exists(a => a.Answer.Verdict == Verdict.Accepted) ? null : AnswerInterpreter.FromRefusedControl(Name, what, ended);
            }

            answers.Add(($"a part after {what}", await context.SendAsync(part, cancellationToken).ConfigureAwait(false)));
        }

        return null;
    }

    private static ProbeRequest Abort(ProbeContext context, string key, string upload) =>
        context.Signer.Sign("DELETE", key, query: [new("uploadId", upload)]);

    private static ProbeRequest Complete(ProbeContext context, string key, string upload, string etag) => context.Signer.Sign(
        "POST",
        key,
        query: [new("uploadId", upload)],
        body: $"<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>{SecurityElement.Escape(etag)}</ETag></Part></CompleteMultipartUpload>");

    private static string? UploadId(ProbeAnswer answer) =>
        S3Xml.Parse(answer.Body) is { } document ? S3Xml.Child(document, "UploadId") : null;
}
