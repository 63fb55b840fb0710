using System.Diagnostics;
using System.Text;

namespace PresignKit.SigV4;

/// <summary>
/// An access key and its secret. Immutable. The secret and the session token go in and never come out: no property, no
/// <see cref="ToString"/>, no debugger view shows them.
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

    /// <summary>The secret's UTF-8 bytes. Internal, and only the signing key derivation reads them.</summary>
    internal byte[] SecretBytes { get; }

    internal string? SessionToken { get; }

    /// <summary>Returns the access key ID and whether there is a session token, but neither the secret nor the token.</summary>
    /// <returns>Text that is safe to log.</returns>
    public override string ToString() =>
        $"{AccessKeyId} (secret redacted{(SessionToken is null ? "" : ", session token redacted")})";
}
