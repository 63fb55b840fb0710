using System.Diagnostics;

namespace PresignKit.SigV4;

/// <summary>A signed HTML form upload: where it goes, and the fields it must carry.</summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class SignedPost
{
    internal SignedPost(string url, IReadOnlyList<NameValue> fields, DateTimeOffset expiresAt)
    {
        Url = url;
        Fields = fields;
        ExpiresAt = expiresAt;
    }

    /// <summary>The form's action: the bucket's own address. The form is sent by POST as <c>multipart/form-data</c>.</summary>
    public string Url { get; }

    /// <summary>
    /// The fields in the order to send them. The holder must send all of them, and then <c>file</c> as the last one: S3 ignores
    /// what follows the file.
    /// </summary>
    public IReadOnlyList<NameValue> Fields { get; }

    /// <summary>When the policy ends.</summary>
    public DateTimeOffset ExpiresAt { get; }

    /// <summary>Address and key; no policy, no signature.</summary>
    /// <returns>Text that is safe to log.</returns>
    public override string ToString() => $"POST {Url} key={Fields[0].Value} (signature redacted)";
}
