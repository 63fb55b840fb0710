using PresignKit.SigV4;

namespace PresignKit.S3.Probing.Attempts;

/// <summary>Can an upload set tags, a storage class and encryption, and does the object have what was signed?</summary>
internal sealed class StoredAttributeAttempts : IAttemptGroup
{
    private const string Encryption = "x-amz-server-side-encryption";
    private const string StorageClass = "x-amz-storage-class";

    // Classes other than the default that need no waiting and no second region. Every store with storage classes has one of them.
    private static readonly string[] Classes = ["REDUCED_REDUNDANCY", "STANDARD_IA"];

    public string Description => "tags, storage classes, encryption";

    public async Task<IReadOnlyList<ProbeMeasurement>> RunAsync(ProbeContext context, CancellationToken cancellationToken) =>
    [
        await TagsAsync(context, cancellationToken).ConfigureAwait(false),
        await ClassesAsync(context, cancellationToken).ConfigureAwait(false),
        Claimed(await HeaderAsync(context, nameof(StoreProfile.StoreManagedEncryption), new(Encryption, "AES256"), cancellationToken).ConfigureAwait(false)),
        Claimed(await HeaderAsync(context, nameof(StoreProfile.KeyServiceEncryption), new(Encryption, "aws:kms"), cancellationToken).ConfigureAwait(false)),
    ];

    // Bytes come back as they were sent, whether or not they are encrypted at rest.
    private static ProbeMeasurement Claimed(ProbeMeasurement row) =>
        row.Outcome == ProbeOutcome.Enforced
            ? row with { Outcome = ProbeOutcome.Claimed, Evidence = $"{row.Evidence}; whether it is encrypted cannot be seen" }
            : row;

    private static async Task<ProbeMeasurement> TagsAsync(ProbeContext context, CancellationToken cancellationToken)
    {
        const string name = nameof(StoreProfile.Tags);
        var key = context.NewKey("tags");
        var put = await context.SendAsync(
            context.Signer.Put(key, "tagged", new NameValue("x-amz-tagging", "kind=probe")), cancellationToken).ConfigureAwait(false);
        if (put.Verdict != Verdict.Accepted)
        {
            return AnswerInterpreter.FromRefusedControl(name, "x-amz-tagging", put);
        }

        var tags = await context.SendAsync(context.Signer.Get(key, new NameValue("tagging", "")), cancellationToken).ConfigureAwait(false);
        return tags.Verdict != Verdict.Accepted ? new(name, ProbeOutcome.NotTried, $"PUT: {put}; the tag could not be read: {tags}")
            : tags.Body.Contains("<Key>kind</Key>", StringComparison.Ordinal) ? new(name, ProbeOutcome.Enforced, $"PUT: {put}; the tag is there")
            : new(name, ProbeOutcome.NotEnforced, $"PUT: {put}; the tag is not there");
    }

    private static async Task<ProbeMeasurement> ClassesAsync(ProbeContext context, CancellationToken cancellationToken)
    {
        ProbeMeasurement? measured = null;
        foreach (var storageClass in Classes)
        {
            measured = await HeaderAsync(
                context, nameof(StoreProfile.StorageClasses), new(StorageClass, storageClass), cancellationToken).ConfigureAwait(false);
            if (measured.Outcome == ProbeOutcome.Enforced)
            {
                break;
            }
        }

        return measured!;
    }

    /// <summary>
    /// Checks that a header is returned with the object, and with a copy that requests it again, as the frozen copy of an upload does. Only what the
    /// store reports can be checked from outside.
    /// </summary>
    private static async Task<ProbeMeasurement> HeaderAsync(ProbeContext context, string name, NameValue header, CancellationToken cancellationToken)
    {
        var key = context.NewKey("header");
        var what = $"{header.Name}: {header.Value}";
        var put = await context.SendAsync(context.Signer.Put(key, "a header", header), cancellationToken).ConfigureAwait(false);
        if (put.Verdict != Verdict.Accepted)
        {
            return AnswerInterpreter.FromRefusedControl(name, what, put);
        }

        var head = await context.SendAsync(context.Signer.Head(key), cancellationToken).ConfigureAwait(false);
        return head.Verdict != Verdict.Accepted ? new(name, ProbeOutcome.NotTried, $"{what}: {put}; HEAD: {head}")
            : head.Header(header.Name) != header.Value ? new(name, ProbeOutcome.NotEnforced, $"{what}: {put}; the object does not have it")
            : await CopyAsync(context, new(name, ProbeOutcome.Enforced, $"{what}: {put}; the object has it"), key, header, cancellationToken).ConfigureAwait(
                false);
    }

    private static async Task<ProbeMeasurement> CopyAsync(
        ProbeContext context, ProbeMeasurement original, string source, NameValue header, CancellationToken cancellationToken)
    {
        var key = context.NewKey("header-copy");
        var put = await context.SendAsync(
            context.Signer.Sign("PUT", key, [new(DirectiveHeaders.Copy, context.Signer.CopySource(source)), header], body: ""), cancellationToken)
            .ConfigureAwait(false);
        if (put.Verdict != Verdict.Accepted)
        {
            return AnswerInterpreter.FromRefusedControl(original.Name, $"{original.Evidence}; a copy", put);
        }

        var head = await context.SendAsync(context.Signer.Head(key), cancellationToken).ConfigureAwait(false);
        return head.Header(header.Name) == header.Value
            ? original with { Evidence = $"{original.Evidence}, and a copy too" }
            : original with { Outcome = ProbeOutcome.NotEnforced, Evidence = $"{original.Evidence}; a copy does not" };
    }
}
