using System.Diagnostics;

namespace PresignKit.SigV4;

/// <summary>A signed HTML form upload: its address and the fields that it must contain.</summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class SignedPost
{
    internal SignedPost(string url, IReadOnlyList<NameValue> fields, DateTimeOffset expiresAt)
    {
        Url = url;
        Fields = fields;
        ExpiresAt = expiresAt;
    }

    /// <summary>The action of the form: the URL of the bucket. The client must send the form by POST as <c>multipart/form-data</c>.</summary>
    public string Url { get; }

    /// <summary>
    /// The fields in the order in which the client must send them. The client must send all of them, and then <c>file</c> as the last
    /// field: S3 ignores everything after the file.
    /// </summary>
    public IReadOnlyList<NameValue> Fields { get; }

    /// <summary>When the policy expires.</summary>
    public DateTimeOffset ExpiresAt { get; }

    /// <summary>Returns the address and the key, without policy and signature.</summary>
    /// <returns>Text that is safe to log.</returns>
    public override string ToString() => $"POST {Url} key={Fields[0].Value} (signature redacted)";
}
