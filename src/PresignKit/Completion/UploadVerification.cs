using System.Diagnostics.CodeAnalysis;

namespace PresignKit;

/// <summary>The result of a verification.</summary>
public sealed record UploadVerification
{
    private UploadVerification(VerificationOutcome outcome) => Outcome = outcome;

    /// <summary>Nothing has been uploaded through the slot.</summary>
    public static UploadVerification NotUploaded { get; } = new(VerificationOutcome.NotUploaded);

    /// <summary>The object changed while it was verified.</summary>
    public static UploadVerification Changed { get; } = new(VerificationOutcome.Changed);

    /// <summary>The slot has ended, and its object no longer exists.</summary>
    public static UploadVerification Ended { get; } = new(VerificationOutcome.Ended);

    /// <summary>The completed object is not what the client says that it sent.</summary>
    public static UploadVerification Damaged { get; } = new(VerificationOutcome.Damaged);

    /// <summary>How it ended.</summary>
    public VerificationOutcome Outcome { get; }

    /// <summary>Whether the object is what was declared; if so, <see cref="Key"/> and <see cref="Properties"/> are not null.</summary>
    [MemberNotNullWhen(true, nameof(Key), nameof(Properties))]
    public bool IsVerified => Outcome == VerificationOutcome.Verified;

    /// <summary>Whether the object was refused; if so, <see cref="Code"/> and <see cref="Reason"/> are not null.</summary>
    [MemberNotNullWhen(true, nameof(Code), nameof(Reason))]
    public bool IsRefused => Outcome == VerificationOutcome.Refused;

    /// <summary>
    /// The key of the verified object, which no client can write anymore: the slot's own key, or that of a frozen copy.
    /// </summary>
    /// <value>Null unless <see cref="Outcome"/> is <see cref="VerificationOutcome.Verified"/>.</value>
    public ObjectKey? Key { get; private init; }

    /// <summary>The verified version.</summary>
    /// <value>Null unless <see cref="Outcome"/> is <see cref="VerificationOutcome.Verified"/>.</value>
    public ObjectProperties? Properties { get; private init; }

    /// <summary>
    /// Why it was refused: <see cref="ErrorCodes.SizeMismatch"/>, <see cref="ErrorCodes.ContentTypeMismatch"/>, <see cref="ErrorCodes.ChecksumMismatch"/>,
    /// <see cref="ErrorCodes.ContentMismatch"/>, <see cref="ErrorCodes.ContentUnknown"/>, or <see cref="ErrorCodes.InspectionRejected"/>.
    /// </summary>
    /// <value>Null unless <see cref="Outcome"/> is <see cref="VerificationOutcome.Refused"/>.</value>
    public string? Code { get; private init; }

    /// <summary>The same as a sentence, with what was declared and what was found; it contains no secret.</summary>
    /// <value>Null unless <see cref="Outcome"/> is <see cref="VerificationOutcome.Refused"/>.</value>
    public string? Reason { get; private init; }

    /// <summary>The numbers of the parts to send (again), in ascending order.</summary>
    /// <value>Empty unless <see cref="Outcome"/> is <see cref="VerificationOutcome.Incomplete"/> or <see cref="VerificationOutcome.PartsDiffer"/>.</value>
    public IReadOnlyList<int> Parts { get; private init; } = [];

    /// <summary>What the first bytes say about the declared content type.</summary>
    /// <value>
    /// Null if they were not judged: the size or the stored type already differ, the object changed, or the policy's
    /// <see cref="UploadPolicyOptions.ContentCheck"/> is <see cref="ContentCheckMode.Off"/>.
    /// </value>
    public ContentMatch? Content { get; init; }

    /// <summary>The same as a sentence, with what the first bytes are; it contains no secret.</summary>
    /// <value>Null if <see cref="Content"/> is null.</value>
    public string? ContentFinding { get; init; }

    /// <summary>
    /// Whether the application must decide before it accepts the upload: the content is <see cref="ContentMatch.Unknown"/>, and the policy asks
    /// (<see cref="UnknownContentRule.Ask"/>).
    /// </summary>
    public bool NeedsDecision { get; init; }

    /// <summary>The version of the slot's own object that was judged; null: none, or it cannot change anymore.</summary>
    internal ObjectProperties? Judged { get; private init; }

    /// <summary>Creates the result for an object that is what was declared.</summary>
    /// <param name="key">The key of the verified object.</param>
    /// <param name="properties">The verified version.</param>
    /// <returns>The result.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static UploadVerification Verified(ObjectKey key, ObjectProperties properties)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(properties);
        return new(VerificationOutcome.Verified) { Key = key, Properties = properties };
    }

    /// <summary>Creates the result for an object that is not what was declared.</summary>
    /// <param name="code">A stable code of <see cref="ErrorCodes"/>.</param>
    /// <param name="reason">The same as a sentence.</param>
    /// <returns>The result.</returns>
    /// <exception cref="ArgumentException">An argument is null or empty.</exception>
    public static UploadVerification Refused(string code, string reason)
    {
        ArgumentException.ThrowIfNullOrEmpty(code);
        ArgumentException.ThrowIfNullOrEmpty(reason);
        return new(VerificationOutcome.Refused) { Code = code, Reason = reason };
    }

    /// <summary>Creates the result for an upload of which parts are missing.</summary>
    /// <param name="parts">The numbers of the parts to send.</param>
    /// <returns>The result.</returns>
    /// <exception cref="ArgumentException"><paramref name="parts"/> is null or empty.</exception>
    public static UploadVerification Incomplete(IReadOnlyList<int> parts) => OfParts(VerificationOutcome.Incomplete, parts);

    /// <summary>Creates the result for an upload of which parts are not what the client says that it sent.</summary>
    /// <param name="parts">The numbers of the parts to send again.</param>
    /// <returns>The result.</returns>
    /// <exception cref="ArgumentException"><paramref name="parts"/> is null or empty.</exception>
    public static UploadVerification PartsDiffer(IReadOnlyList<int> parts) => OfParts(VerificationOutcome.PartsDiffer, parts);

    /// <summary>The same result, with the version of the slot's own object that it is about.</summary>
    internal UploadVerification Of(ObjectProperties judged) => this with { Judged = judged };

    private static UploadVerification OfParts(VerificationOutcome outcome, IReadOnlyList<int> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        return parts.Count > 0 ? new(outcome) { Parts = parts } : throw new ArgumentException("At least one part must be named.", nameof(parts));
    }
}
