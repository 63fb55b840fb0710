using System.Diagnostics;
using System.Text;
using PresignKit.SigV4.Redaction;

namespace PresignKit.SigV4;

/// <summary>
/// An access key ID with its secret, and a session token if the credentials are temporary. Immutable. The secret cannot be read back: it only leaves
/// this object as signing keys derived from it. The session token only leaves it for the requests that are signed with it. Neither is shown by
/// <see cref="ToString"/> or a debugger.
/// </summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class SigV4Credentials
{
    /// <summary>Creates credentials from the values that the provider issued.</summary>
    /// <param name="accessKeyId">The access key ID. It is readable in every URL signed with it.</param>
    /// <param name="secretAccessKey">The secret access key. It leaves this object only as keyed hashes.</param>
    /// <param name="sessionToken">The session token of temporary credentials, which becomes part of every URL, form, and request.</param>
    /// <exception cref="ArgumentException">
    /// A value is empty, or the access key ID or the session token contains characters other than printable ASCII.
    /// </exception>
    public SigV4Credentials(string accessKeyId, string secretAccessKey, string? sessionToken = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(accessKeyId);
        ArgumentException.ThrowIfNullOrEmpty(secretAccessKey);
        if (sessionToken is { Length: 0 })
        {
            throw new ArgumentException("A session token must not be empty. Use null if there is none.", nameof(sessionToken));
        }

        if (accessKeyId.AsSpan().ContainsAnyExceptInRange('!', '~'))
        {
            throw new ArgumentException("An access key ID must consist of printable ASCII characters without spaces.", nameof(accessKeyId));
        }

        if (sessionToken is not null && sessionToken.AsSpan().ContainsAnyExceptInRange('!', '~'))
        {
            throw new ArgumentException("A session token must consist of printable ASCII characters without spaces.", nameof(sessionToken));
        }

        AccessKeyId = accessKeyId;
        SecretBytes = Encoding.UTF8.GetBytes(secretAccessKey);
        SessionToken = sessionToken;
    }

    /// <summary>The access key ID, which is not secret.</summary>
    public string AccessKeyId { get; }

    /// <summary>The secret as UTF-8. Outside this class, only the derivation of the signing key reads it.</summary>
    internal byte[] SecretBytes { get; }

    internal string? SessionToken { get; }

    /// <summary>Removes the secret and the session token from a text before it is shown or logged.</summary>
    /// <remarks>
    /// They are found as they are; percent-encoded wholly, partly, or more than once; with plus signs read as spaces; escaped as in JSON; without their
    /// padding; and in Base64. The first 24 characters are enough to find a truncated one.
    /// </remarks>
    /// <param name="text">A text that may contain them.</param>
    /// <param name="replacement">The text to put in their place.</param>
    /// <returns>The text without the secret and the session token. Values of fewer than eight characters are not replaced.</returns>
    public string Redact(string text, string replacement)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(replacement);
        string[] secrets = SessionToken is null ? [Encoding.UTF8.GetString(SecretBytes)] : [SessionToken, Encoding.UTF8.GetString(SecretBytes)];
        return new SecretFilter(secrets).Apply(text, replacement);
    }

    /// <summary>Returns the access key ID and whether there is a session token, but neither the secret nor the token.</summary>
    /// <returns>Text that is safe to log.</returns>
    public override string ToString() =>
        $"{AccessKeyId} (secret redacted{(SessionToken is null ? "" : ", session token redacted")})";
}
