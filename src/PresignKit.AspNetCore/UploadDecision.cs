using System.Collections.ObjectModel;

namespace PresignKit.AspNetCore;

/// <summary>Whether a user may open a slot.</summary>
public sealed record UploadDecision
{
    private UploadDecision(string? denialReason, IReadOnlyDictionary<string, string>? keyValues)
    {
        DenialReason = denialReason;
        KeyValues = keyValues ?? ReadOnlyDictionary<string, string>.Empty;
    }

    /// <summary>Why not, for the user to read; null where it is allowed.</summary>
    public string? DenialReason { get; }

    /// <summary>The values for the policy's key template.</summary>
    public IReadOnlyDictionary<string, string> KeyValues { get; }

    /// <summary>The user may.</summary>
    /// <param name="keyValues">
    /// The values that the policy's key template asks for, such as <c>user</c> and <c>tenant</c>: from the application's own
    /// knowledge, never from what the client sent. Null: none.
    /// </param>
    public static UploadDecision Allow(IReadOnlyDictionary<string, string>? keyValues = null) => new(null, keyValues);

    /// <summary>The user may not: 403 <see cref="EndpointErrorCodes.UploadNotAllowed"/>.</summary>
    /// <param name="reason">Why, for the user to read.</param>
    /// <exception cref="ArgumentException"><paramref name="reason"/> is null or empty.</exception>
    public static UploadDecision Deny(string reason)
    {
        ArgumentException.ThrowIfNullOrEmpty(reason);
        return new(reason, null);
    }
}
