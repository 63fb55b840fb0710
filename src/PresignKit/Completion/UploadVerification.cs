using System.Diagnostics.CodeAnalysis;

namespace PresignKit;

/// <summary>What a verification found.</summary>
public sealed record UploadVerification
{
    private UploadVerification(VerificationOutcome outcome) => Outcome = outcome;

    /// <summary>There is no object under the key.</summary>
    public static UploadVerification NotUploaded { get; } = new(VerificationOutcome.NotUploaded);

    /// <summary>The object changed while it was looked at.</summary>
    public static UploadVerification Changed { get; } = new(VerificationOutcome.Changed);

    /// <summary>How it ended.</summary>
    public VerificationOutcome Outcome { get; }

    /// <summary>Whether the object is what was declared; <see cref="Key"/> and <see cref="Properties"/> are then there.</summary>
    [MemberNotNullWhen(true, nameof(Key), nameof(Properties))]
    public bool IsVerified => Outcome == VerificationOutcome.Verified;

    /// <summary>Whether the object was refused; <see cref="Code"/> and <see cref="Reason"/> are then there.</summary>
    [MemberNotNullWhen(true, nameof(Code), nameof(Reason))]
    public bool IsRefused => Outcome == VerificationOutcome.Refused;

    /// <summary>
    /// Where the verified object is: under a key that no slot can write where the policy freezes uploads, else under the slot's own
    /// key. Null unless <see cref="Outcome"/> is <see cref="VerificationOutcome.Verified"/>.
    /// </summary>
    public ObjectKey? Key { get; private init; }

    /// <summary>The version that was verified; null unless <see cref="Outcome"/> is <see cref="VerificationOutcome.Verified"/>.</summary>
    public ObjectProperties? Properties { get; private init; }

    /// <summary>
    /// Why it was refused: <see cref="ErrorCodes.SizeMismatch"/>, <see cref="ErrorCodes.ContentTypeMismatch"/> or
    /// <see cref="ErrorCodes.ContentMismatch"/>; null unless <see cref="Outcome"/> is <see cref="VerificationOutcome.Refused"/>.
    /// </summary>
    public string? Code { get; private init; }

    /// <summary>The same in a sentence, with what was declared and what was found; it holds no secret.</summary>
    public string? Reason { get; private init; }

    /// <summary>The object is what was declared.</summary>
    /// <param name="key">Where it is.</param>
    /// <param name="properties">The version that was verified.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static UploadVerification Verified(ObjectKey key, ObjectProperties properties)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(properties);
        return new(VerificationOutcome.Verified) { Key = key, Properties = properties };
    }

    /// <summary>The object is not what was declared.</summary>
    /// <param name="code">A stable code of <see cref="ErrorCodes"/>.</param>
    /// <param name="reason">The same in a sentence.</param>
    /// <exception cref="ArgumentException">An argument is null or empty.</exception>
    public static UploadVerification Refused(string code, string reason)
    {
        ArgumentException.ThrowIfNullOrEmpty(code);
        ArgumentException.ThrowIfNullOrEmpty(reason);
        return new(VerificationOutcome.Refused) { Code = code, Reason = reason };
    }
}
