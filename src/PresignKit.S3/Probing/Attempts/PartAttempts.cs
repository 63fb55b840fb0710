namespace PresignKit.S3.Probing.Attempts;

/// <summary>
/// Is a URL for one part of an upload limited to that part, and dead once the backend has completed or aborted the upload, even if it was in use then, or if
/// the object was deleted since? The attacked object belongs to the probe.
/// </summary>
internal sealed class PartAttempts : IAttemptGroup
{
    private const string Isolated = nameof(StoreProfile.IsolatedPart);
    private const string Ends = nameof(StoreProfile.PartUrlsEnd);
    private const string Body = "a part";
    private const string Other = "a swap";

    /// <summary>How long the store may take to begin with a request whose first byte it has.</summary>
    private static readonly TimeSpan Arrival = TimeSpan.FromMilliseconds(200);

    public string Description => "uploads in parts";

    public async Task<IReadOnlyList<ProbeMeasurement>> RunAsync(ProbeContext context, CancellationToken cancellationToken)
    {
        var copies = new List<(string What, ProbeAnswer Answer)>();
        var ends = new List<(string What, ProbeAnswer Answer)>();
        var notes = new List<string>();
        var refused = await AbortedAsync(context, copies, ends, cancellationToken).ConfigureAwait(false)
            ?? await CompletedAsync(context, ends, cancellationToken).ConfigureAwait(false)
            ?? await InFlightAsync(context, ends, notes, cancellationToken).ConfigureAwait(false)
            ?? await StillAcceptedAsync(context, cancellationToken).ConfigureAwait(false);
        return [Row(Isolated, [.. copies, .. ends], refused), WithNotes(Row(Ends, ends, refused), notes)];
    }

    // What has been measured before something that should be accepted was not counts if it is bad enough.
    private static ProbeMeasurement Row(string name, IReadOnlyCollection<(string What, ProbeAnswer Answer)> answers, ProbeMeasurement? refused) =>
        refused is null || answers.Any(a => a.Answer.Verdict == Verdict.Accepted)
            ? AnswerInterpreter.FromViolations(name, answers)
            : refused with { Name = name };

    private static ProbeMeasurement WithNotes(ProbeMeasurement row, IEnumerable<string> notes) =>
        row with { Evidence = string.Join("; ", notes.Prepend(row.Evidence)) };

    private static async Task<ProbeMeasurement?> AbortedAsync(
        ProbeContext context,
        List<(string What, ProbeAnswer Answer)> copies,
        List<(string What, ProbeAnswer Answer)> ends,
        CancellationToken cancellationToken)
    {
        var (upload, part, _, refused) = await OpenAsync(context, cancellationToken).ConfigureAwait(false);
        if (upload is null)
        {
            return refused;
        }

        var copy = DirectiveHeaders.Of(context)[0];
        copies.Add((
            $"{copy.Name} on a part",
            await context.SendAsync((part! with { Body = "" }).With(copy.Name, copy.Value), cancellationToken).ConfigureAwait(false)));

        // What refused the copy may refuse every part by now.
        var again = await context.SendAsync(part!, cancellationToken).ConfigureAwait(false);
        if (again.Verdict != Verdict.Accepted)
        {
            return new(Isolated, ProbeOutcome.NotTried, $"an ordinary part after the copy: {again}");
        }

        var aborted = await context.SendAsync(upload.Abort(), cancellationToken).ConfigureAwait(false);
        if (aborted.Verdict != Verdict.Accepted)
        {
            return AnswerInterpreter.FromRefusedControl(Isolated, "AbortMultipartUpload", aborted);
        }

        ends.Add(("a part after AbortMultipartUpload", await context.SendAsync(part!, cancellationToken).ConfigureAwait(false)));
        return null;
    }

    private static async Task<ProbeMeasurement?> CompletedAsync(
        ProbeContext context, List<(string What, ProbeAnswer Answer)> ends, CancellationToken cancellationToken)
    {
        var (upload, part, etag, refused) = await OpenAsync(context, cancellationToken).ConfigureAwait(false);
        if (upload is null)
        {
            return refused;
        }

        var completed = await context.SendAsync(upload.Complete(etag!), cancellationToken).ConfigureAwait(false);
        if (completed.Verdict != Verdict.Accepted)
        {
            return AnswerInterpreter.FromRefusedControl(Isolated, "CompleteMultipartUpload", completed);
        }

        ends.Add(("a part after CompleteMultipartUpload", await context.SendAsync(part!, cancellationToken).ConfigureAwait(false)));
        var deleted = await context.SendAsync(context.Signer.Sign("DELETE", upload.Key), cancellationToken).ConfigureAwait(false);
        if (deleted.Verdict == Verdict.Accepted)
        {
            ends.Add(("a part after the object was deleted", await context.SendAsync(part!, cancellationToken).ConfigureAwait(false)));
        }

        return null;
    }

    private static async Task<ProbeMeasurement?> InFlightAsync(
        ProbeContext context, List<(string What, ProbeAnswer Answer)> ends, List<string> notes, CancellationToken cancellationToken)
    {
        var (upload, part, etag, refused) = await OpenAsync(context, cancellationToken).ConfigureAwait(false);
        if (upload is null)
        {
            return refused;
        }

        var held = new HeldBody();
        var inFlight = context.SendAsync(part! with { Body = Other, Held = held }, CancellationToken.None);
        ProbeAnswer completed;
        try
        {
            await Task.WhenAny(held.Started, inFlight).ConfigureAwait(false);
            await Task.Delay(Arrival, TimeProvider.System, CancellationToken.None).ConfigureAwait(false);
            completed = await context.SendAsync(upload.Complete(etag!), CancellationToken.None).ConfigureAwait(false);
        }
        finally
        {
            held.Release();
        }

        var answer = await inFlight.ConfigureAwait(false);
        if (completed.Verdict != Verdict.Accepted)
        {
            return AnswerInterpreter.FromRefusedControl(Isolated, "CompleteMultipartUpload", completed);
        }

        // A store may accept what it then discards: what counts is the object, and whether the upload is still there.
        var stored = await context.SendAsync(context.Signer.Get(upload.Key), cancellationToken).ConfigureAwait(false);
        var listed = await context.SendAsync(upload.ListParts(), cancellationToken).ConfigureAwait(false);
        if (answer.Verdict != Verdict.Accepted || stored.Body != Body || listed.Verdict == Verdict.Accepted)
        {
            ends.Add(("a part in flight at CompleteMultipartUpload", answer));
        }
        else
        {
            notes.Add($"a part in flight at CompleteMultipartUpload: {answer}, without effect");
        }

        return null;
    }

    /// <summary>Refusals of dead URLs count only if the store still takes an ordinary part afterwards. Null: it does.</summary>
    private static async Task<ProbeMeasurement?> StillAcceptedAsync(ProbeContext context, CancellationToken cancellationToken)
    {
        var (upload, _, _, refused) = await OpenAsync(context, cancellationToken).ConfigureAwait(false);
        return upload is null ? refused! with { Outcome = ProbeOutcome.NotTried, Evidence = $"{refused.Evidence}, although it was accepted before" } : null;
    }

    /// <summary>Starts an upload and sends an ordinary part. The upload is null if one of the two was refused, with the measurement that follows.</summary>
    private static async Task<(ProbeUpload? Upload, ProbeRequest? Part, string? ETag, ProbeMeasurement? Refused)> OpenAsync(
        ProbeContext context, CancellationToken cancellationToken)
    {
        var (upload, started) = await ProbeUpload.StartAsync(context, context.NewKey("part"), cancellationToken).ConfigureAwait(false);
        if (upload is null)
        {
            return (null, null, null, AnswerInterpreter.FromRefusedControl(Isolated, "CreateMultipartUpload", started));
        }

        var part = upload.Part(Body);
        var ordinary = await context.SendAsync(part, cancellationToken).ConfigureAwait(false);
        return ordinary.Verdict != Verdict.Accepted || ordinary.Header("ETag") is not { } etag
            ? (null, null, null, AnswerInterpreter.FromRefusedControl(Isolated, "an ordinary part", ordinary))
            : (upload, part, etag, null);
    }
}
