namespace PresignKit.AspNetCore;

/// <summary>Whether a user may open a slot: what <see cref="IPresignKitApplication.AuthorizeUploadAsync"/> returns.</summary>
public sealed record UploadDecision
{
    private UploadDecision(string? denialReason, IReadOnlyDictionary<string, string>? keyValues, ObjectKey? destination = null, string? replaces = null)
    {
        DenialReason = denialReason;
        Destination = destination;
        Replaces = replaces;
        KeyValues = NamedTexts.Copy(keyValues);
    }

    /// <summary>Why the upload is not allowed, for the user to read.</summary>
    /// <value>Null if the upload is allowed.</value>
    public string? DenialReason { get; }

    /// <summary>The values for the policy's key template.</summary>
    /// <value>Empty by default.</value>
    public IReadOnlyDictionary<string, string> KeyValues { get; }

    /// <summary>The key that the object is copied to when it is accepted.</summary>
    /// <value>Null: the object stays under the key that completion reports.</value>
    public ObjectKey? Destination { get; }

    /// <summary>The ETag of the object under <see cref="Destination"/> that the upload replaces (<see cref="UploadRequest.Replaces"/>).</summary>
    /// <value>Null: whatever is there is replaced.</value>
    public string? Replaces { get; }

    /// <summary>What the default implementation of <see cref="IPresignKitApplication.AuthorizeUploadAsync"/> returns.</summary>
    internal static UploadDecision NotImplemented { get; } = Deny("This application takes no uploads.");

    /// <summary>Allows the upload.</summary>
    /// <param name="keyValues">
    /// The values that the policy's key template asks for, such as <c>user</c> and <c>tenant</c>. Take them from the application's own
    /// data, never from what the client sent. They are copied. Null: none.
    /// </param>
    /// <param name="destination">
    /// The key under which the application keeps the object, such as <c>avatars/42.png</c>; an object that is there is replaced when the upload is
    /// accepted, and never before. Derive it from the application's own data, never from what the client sent. Null: the object stays under the
    /// key that completion reports.
    /// </param>
    /// <param name="replaces">
    /// The ETag of the object under <paramref name="destination"/> that the upload replaces, as the application knows it: if another is there when the
    /// upload is accepted, nothing is written, and the client receives 409 with the code <see cref="ErrorCodes.DestinationChanged"/>. The policy must have
    /// <see cref="UploadPolicyOptions.AllowReplacing"/>. Null: whatever is there is replaced.
    /// </param>
    /// <returns>The decision.</returns>
    public static UploadDecision Allow(
        IReadOnlyDictionary<string, string>? keyValues = null, ObjectKey? destination = null, string? replaces = null) =>
        new(null, keyValues, destination, replaces);

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
        ? $"{nameof(UploadDecision)} {{ Allowed, KeyValues = {NamedTexts.Names(KeyValues)}{(Destination is null ? "" : $", Destination = {Destination}")} }}"
        : $"{nameof(UploadDecision)} {{ DenialReason = {DenialReason} }}";
}
