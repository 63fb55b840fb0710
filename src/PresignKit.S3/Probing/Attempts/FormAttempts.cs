
namespace PresignKit.S3.Probing.Attempts;

/// <summary>Does the store accept forms, and only with the signed key, type, size and fields? Does it store the headers that are in a form?</summary>
internal sealed class FormAttempts : IAttemptGroup
{
    private static readonly SigV4.NameValue[] Stored =
        [new("Cache-Control", "max-age=60"), new("Content-Language", "de"), new("Content-Disposition", "attachment")];

    public string Description => "forms";

    public async Task<IReadOnlyList<ProbeMeasurement>> RunAsync(ProbeContext context, CancellationToken cancellationToken)
    {
        const string file = "as signed";
        var form = context.Signer.Form(context.NewKey("form"), file);
        return
        [
            await context.MeasureAsync(
                nameof(StoreProfile.FormUpload),
                form,
                [
                    ("another type", form.With("Content-Type", "text/html")),
                    ("one byte more", form with { File = file + "+" }),
                    ("one byte less", form with { File = file[1..] }),
                    ("another key", form.With("key", context.NewKey("form-key"))),
                    ("a field more", form.Adding("acl", "public-read")),
                ],
                cancellationToken).ConfigureAwait(false),
            await HeadersAsync(context, cancellationToken).ConfigureAwait(false),
        ];
    }

    private static async Task<ProbeMeasurement> HeadersAsync(ProbeContext context, CancellationToken cancellationToken)
    {
        const string name = nameof(StoreProfile.FormHeaders);
        var key = context.NewKey("form-headers");
        var post = await context.SendAsync(context.Signer.Form(key, "as signed", Stored), cancellationToken).ConfigureAwait(false);
        if (post.Verdict != Verdict.Accepted)
        {
            return AnswerInterpreter.FromRefusedControl(name, "as signed", post);
        }

        var head = await context.SendAsync(context.Signer.Head(key), cancellationToken).ConfigureAwait(false);
        var dropped = string.Join(", ", Stored.Where(h => head.Header(h.Name) != h.Value).Select(h => h.Name));
        return head.Verdict != Verdict.Accepted ? new(name, ProbeOutcome.NotTried, $"POST: {post}; HEAD: {head}")
            : dropped.Length > 0 ? new(name, ProbeOutcome.NotEnforced, $"POST: {post}; the object does not have {dropped}")
            : new(name, ProbeOutcome.Enforced, $"POST: {post}; the object has {string.Join(", ", Stored.Select(h => h.Name))}");
    }
}
