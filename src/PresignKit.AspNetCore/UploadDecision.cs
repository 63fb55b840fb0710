namespace PresignKit.AspNetCore;

/// <summary>Whether a user may open a slot: what <see cref="IPresignKitApplication.AuthorizeUploadAsync"/> returns.</summary>
public sealed record UploadDecision
{
    private UploadDecision(string? denialReason, IReadOnlyDictionary<string, string>? keyValues)
    {
        DenialReason = denialReason;
        KeyValues = NamedTexts.Copy(keyValues);
    }

    /// <summary>Why the upload is not allowed, for the user to read.</summary>
    /// <value>Null if the upload is allowed.</value>
    public string? DenialReason { get; }

    /// <summary>The values for the policy's key template.</summary>
    /// <value>Empty by default.</value>
    public IReadOnlyDictionary<string, string> KeyValues { get; }

    /// <summary>Allows the upload.</summary>
    /// <param name="keyValues">
    /// The values that the policy's key template asks for, such as <c>user</c> and <c>tenant</c>. Take them from the application's own
    /// data, never from what the client sent. They are copied. Null: none.
    /// </param>
    /// <returns>The decision.</returns>
    public static UploadDecision Allow(IReadOnlyDictionary<string, string>? keyValues = null) => new(null, keyValues);

    /// <summary>Denies the upload: the client receives 403 with the code <see cref="EndpointErrorCodes.UploadNotAllowed"/>.</summary>
    /// <param name="reason">Why the upload is not allowed. The client receives this text.</param>
    /// <returns>The decision.</returns>
    /// <exception cref="ArgumentException"><paramref name="reason"/> is null or empty.</exception>
    public static UploadDecision Deny(string reason)
    {
        ArgumentException.ThrowIfNullOrEmpty(reason);
        return new(reason, null);
    }

    /// <summary>Describes the decision for a log or a debugger, with the names of the key values but without the values.</summary>
    /// <returns>The description.</returns>
    public override string ToString() => DenialReason is null
        ? $"{nameof(UploadDecision)} {{ Allowed, KeyValues = {NamedTexts.Names(KeyValues)} }}"
        : $"{nameof(UploadDecision)} {{ DenialReason = {DenialReason} }}";
}
