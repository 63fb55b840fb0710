using System.Collections.Frozen;
using System.Collections.ObjectModel;
using System.Diagnostics.CodeAnalysis;

namespace PresignKit.AspNetCore;

/// <summary>
/// What the application decides about a verified upload, and therefore what the client receives: <see cref="Accepted"/> or
/// <see cref="Rejected"/>.
/// </summary>
public sealed record UploadVerdict
{
    private const int DefaultStatus = 422;
    private const int MaximumReasonLength = 1_000;

    // Many clients read names regardless of their letter case.
    private static readonly FrozenSet<string> ReservedProperties =
        FrozenSet.Create(StringComparer.OrdinalIgnoreCase, "id", "key", "contentType", "size");

    private UploadVerdict()
    {
    }

    /// <summary>Whether the application accepts the upload.</summary>
    /// <value>If true, <see cref="Id"/> and <see cref="Key"/> are set; if false, <see cref="Code"/> and <see cref="Reason"/>.</value>
    [MemberNotNullWhen(true, nameof(Id), nameof(Key))]
    [MemberNotNullWhen(false, nameof(Code), nameof(Reason))]
    public bool IsAccepted => Id is not null;

    /// <summary>The application's own ID of the upload.</summary>
    /// <value>Null if the upload is rejected.</value>
    public string? Id { get; private init; }

    /// <summary>The key that the application has on record.</summary>
    /// <value>Null if the upload is rejected.</value>
    public ObjectKey? Key { get; private init; }

    /// <summary>The size in bytes that the application has on record, for a slot that was opened without one.</summary>
    /// <value>Null: the response to such a slot has no size. That of any other slot has the declared one.</value>
    public long? Size { get; private init; }

    /// <summary>Additional properties of the JSON response to an accepted upload.</summary>
    /// <value>Empty by default.</value>
    public IReadOnlyDictionary<string, string> Properties { get; private init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>The code that tells a program why the upload is rejected.</summary>
    /// <value>Null if the upload is accepted.</value>
    public string? Code { get; private init; }

    /// <summary>Why the upload is rejected, for a person to read.</summary>
    /// <value>Null if the upload is accepted.</value>
    public string? Reason { get; private init; }

    /// <summary>The HTTP status of the response.</summary>
    /// <value>200 if the upload is accepted; otherwise 400 to 499, 422 by default.</value>
    public int Status { get; private init; }

    /// <summary>Accepts the upload: the client receives 200 with the ID, the key, the content type, the size, and the properties.</summary>
    /// <param name="id">The application's own ID of the upload: the one that <c>GET /downloads/{id}</c> takes.</param>
    /// <param name="key">
    /// The key that the application has on record for the slot and serves downloads from: the <see cref="VerifiedObject.Key"/> of the
    /// version that was accepted first. All other versions of the slot are deleted.
    /// </param>
    /// <param name="properties">Additional properties of the JSON response; null: none. They are copied.</param>
    /// <param name="size">
    /// The <see cref="VerifiedObject.Size"/> of that version. Only used for slots that were opened without a size, whose response has none otherwise.
    /// </param>
    /// <returns>The verdict.</returns>
    /// <exception cref="ArgumentException">
    /// <paramref name="id"/> is null or empty, or a property is named <c>id</c>, <c>key</c>, <c>contentType</c>, or <c>size</c>, in any
    /// letter case.
    /// </exception>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="size"/> is negative.</exception>
    public static UploadVerdict Accepted(string id, ObjectKey key, IReadOnlyDictionary<string, string>? properties = null, long? size = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        ArgumentNullException.ThrowIfNull(key);
        ArgumentOutOfRangeException.ThrowIfNegative(size ?? 0, nameof(size));
        var copy = NamedTexts.Copy(properties);
        if (copy.Keys.FirstOrDefault(ReservedProperties.Contains) is { } taken)
        {
            throw new ArgumentException(
                $"The property name '{taken}' is reserved: the response always has a property of that name. Choose another name.",
                nameof(properties));
        }

        return new() { Id = id, Key = key, Size = size, Properties = copy, Status = 200 };
    }

    /// <summary>
    /// Rejects the upload for a reason that does not go away, such as a deleted album or an infected file: what was uploaded is deleted,
    /// and the client receives a ProblemDetails with this code, reason, and status.
    /// </summary>
    /// <param name="code">
    /// The application's own stable code: lowercase words of ASCII letters and digits, joined by hyphens, with at most 64 characters, such
    /// as <c>video-not-found</c>. It must not be a code of <see cref="ErrorCodes"/> or <see cref="EndpointErrorCodes"/>.
    /// </param>
    /// <param name="reason">
    /// Why the upload is rejected, in at most 1,000 characters. The client receives this text, so it must not contain a secret.
    /// </param>
    /// <param name="status">The HTTP status: 400 to 499.</param>
    /// <returns>The verdict.</returns>
    /// <exception cref="ArgumentException">
    /// <paramref name="code"/> is null or not a valid code or belongs to PresignKit, or <paramref name="reason"/> is null, empty, or longer
    /// than 1,000 characters.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="status"/> is less than 400 or greater than 499.</exception>
    public static UploadVerdict Rejected(string code, string reason, int status = DefaultStatus)
    {
        ArgumentException.ThrowIfNullOrEmpty(code);
        ArgumentException.ThrowIfNullOrEmpty(reason);
        if (RejectionCode.Flaw(code) is { } flaw)
        {
            throw new ArgumentException($"The code '{RejectionCode.Shown(code)}' {flaw}", nameof(code));
        }

        if (reason.Length > MaximumReasonLength)
        {
            throw new ArgumentException(
                $"The reason has {reason.Length} characters; at most {MaximumReasonLength} are allowed. Use a shorter one.", nameof(reason));
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(status, 400);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(status, 499);
        return new() { Code = code, Reason = reason, Status = status };
    }

    /// <summary>Describes the verdict for a log or a debugger, with the names of the properties but without their values.</summary>
    /// <returns>The description.</returns>
    public override string ToString() => IsAccepted
        ? $"{nameof(UploadVerdict)} {{ Id = {Id}, Key = {Key}, Properties = {NamedTexts.Names(Properties)}, Status = {Status} }}"
        : $"{nameof(UploadVerdict)} {{ Code = {Code}, Reason = {Reason}, Status = {Status} }}";
}
