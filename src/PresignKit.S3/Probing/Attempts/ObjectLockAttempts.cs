using System.Globalization;
using PresignKit.SigV4;

namespace PresignKit.S3.Probing.Attempts;

/// <summary>
/// Can the backend lock an object? Can the holder of a URL or a form lock one with fields that nobody signed, so that the backend cannot delete it? The lock
/// is of the kind that can be lifted, and ends after seconds.
/// </summary>
/// <remarks>Amazon S3 User Guide, "Locking objects with Object Lock". A bucket without Object Lock cannot lock anything.</remarks>
internal sealed class ObjectLockAttempts : IAttemptGroup
{
    /// <summary>How long an object of the probe stays locked at most.</summary>
    public static readonly TimeSpan Retention = TimeSpan.FromSeconds(2);

    private const string Mode = "x-amz-object-lock-mode";
    private const string Until = "x-amz-object-lock-retain-until-date";
    private const string Body = "an upload";

    public string Description => "Object Lock";

    public async Task<IReadOnlyList<ProbeMeasurement>> RunAsync(ProbeContext context, CancellationToken cancellationToken)
    {
        const string name = CheckNames.ObjectLock;
        if (await LockAsync(context, cancellationToken).ConfigureAwait(false) is not { } directives)
        {
            const string noDate = "the store's answers have no date, which the end of a lock needs";
            return [new(nameof(StoreProfile.ObjectRetention), ProbeOutcome.NotTried, noDate), new(name, ProbeOutcome.NotTried, noDate)];
        }

        var answers = new List<(string What, ProbeAnswer Answer)>();
        var put = context.NewKey("lock");
        answers.Add(("PUT", await context.SendAsync(With(context.Signer.Put(put, Body), directives), cancellationToken).ConfigureAwait(false)));
        var form = context.NewKey("lock-form");
        answers.Add((
            "form",
            await context.SendAsync(
                directives.Aggregate(context.Signer.Form(form, Body), (all, field) => all.Adding(field.Name, field.Value)),
                cancellationToken).ConfigureAwait(false)));
        var part = context.NewKey("lock-part");
        if (await PartAsync(context, part, directives, cancellationToken).ConfigureAwait(false) is { } answer)
        {
            answers.Add(("part", answer));
        }

        var counted = new List<(string What, ProbeAnswer Answer)>();
        foreach (var ((what, accepted), key) in answers.Zip([put, form, part]))
        {
            if (accepted.Verdict != Verdict.Accepted || await IsLockedAsync(context, key, cancellationToken).ConfigureAwait(false))
            {
                counted.Add((what, accepted));
            }
        }

        var harmless = string.Join(", ", answers.Except(counted).Select(a => a.What));
        var row = counted.Count == 0 ? new(name, ProbeOutcome.Enforced, "") : AnswerInterpreter.FromViolations(name, counted);
        return
        [
            await RetentionAsync(context, directives, cancellationToken).ConfigureAwait(false),
            harmless.Length == 0
                ? row
                : row with { Evidence = $"{row.Evidence}{(row.Evidence.Length > 0 ? "; " : "")}{harmless}: accepted, and locks nothing" },
        ];
    }

    /// <summary>The unsigned headers or fields; null if the store does not say what time it is. From now on, an object may be locked.</summary>
    public static async Task<IReadOnlyList<NameValue>?> LockAsync(ProbeContext context, CancellationToken cancellationToken)
    {
        // By the store's clock, because this machine's may differ by minutes, for which the object would stay.
        var head = await context.SendAsync(context.Signer.Head(context.OtherKey), cancellationToken).ConfigureAwait(false);
        if (head.Date is not { } now)
        {
            return null;
        }

        var until = (now + Retention).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        return [new(Mode, "GOVERNANCE"), new(Until, until)];
    }

    /// <summary>Whether an object is locked. Remembers it for the cleanup.</summary>
    public static async Task<bool> IsLockedAsync(ProbeContext context, string key, CancellationToken cancellationToken)
    {
        var head = await context.SendAsync(context.Signer.Head(key), cancellationToken).ConfigureAwait(false);
        var isLocked = head.Header(Mode) is not null;
        context.Ledger.IsLocked |= isLocked;
        return isLocked;
    }

    public static ProbeRequest With(ProbeRequest request, IEnumerable<NameValue> directives) =>
        directives.Aggregate(request, (all, directive) => all.With(directive.Name, directive.Value));

    /// <summary>The same lock, signed, so that the store may refuse it only because it has no locks, or the bucket has none.</summary>
    private static async Task<ProbeMeasurement> RetentionAsync(
        ProbeContext context, IReadOnlyList<NameValue> directives, CancellationToken cancellationToken)
    {
        const string name = nameof(StoreProfile.ObjectRetention);
        var key = context.NewKey("lock-signed");

        // Amazon S3 requires a checksum of an upload with a lock.
        var put = await context.SendAsync(
            context.Signer.Put(key, Body, [.. directives, new("Content-MD5", ChecksumAttempts.Md5(Body))]), cancellationToken).ConfigureAwait(false);
        return put.Verdict switch
        {
            Verdict.NotOffered => new(name, ProbeOutcome.Unsupported, $"PUT: {put}"),
            Verdict.Refused => new(name, ProbeOutcome.NotTried, $"PUT: {put}; the bucket may have no Object Lock"),
            Verdict.Accepted => await IsLockedAsync(context, key, cancellationToken).ConfigureAwait(false)
                ? new(name, ProbeOutcome.Enforced, $"PUT: {put}; the object is locked")
                : new(name, ProbeOutcome.NotEnforced, $"PUT: {put}; the object is not locked"),
            _ => new(name, ProbeOutcome.NotTried, $"PUT: {put}"),
        };
    }

    /// <summary>Sends a part with the directives and completes the upload. Null if it could not be tried.</summary>
    private static async Task<ProbeAnswer?> PartAsync(
        ProbeContext context, string key, IReadOnlyList<NameValue> directives, CancellationToken cancellationToken)
    {
        var (upload, _) = await ProbeUpload.StartAsync(context, key, cancellationToken).ConfigureAwait(false);
        if (upload is null)
        {
            return null;
        }

        var part = await context.SendAsync(With(upload.Part(Body), directives), cancellationToken).ConfigureAwait(false);
        if (part.Verdict == Verdict.Accepted && part.Header("ETag") is { } etag)
        {
            await context.SendAsync(upload.Complete(etag), cancellationToken).ConfigureAwait(false);
        }

        return part;
    }
}
