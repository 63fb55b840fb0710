using System.Diagnostics;

namespace PresignKit;

/// <summary>
/// A signed HTML form upload for one object: the holder posts <c>multipart/form-data</c> to <see cref="Url"/> with every
/// field in order and the file last, as the field <c>file</c>.
/// </summary>
/// <remarks>S3 calls this POST Object; the form's policy bounds key, content type and size.</remarks>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class PresignedPost
{
    private readonly IReadOnlyList<KeyValuePair<string, string>> _fields;

    /// <summary>Makes a grant from what a provider signed.</summary>
    /// <param name="url">Where to post.</param>
    /// <param name="fields">All form fields but the file, in order.</param>
    /// <param name="key">The object.</param>
    /// <param name="expiresAt">When the store stops honouring it.</param>
    /// <param name="limitedBy">What set the expiry.</param>
    public PresignedPost(
        string url,
        IReadOnlyList<KeyValuePair<string, string>> fields,
        ObjectKey key,
        DateTimeOffset expiresAt,
        ExpiryLimit limitedBy)
    {
        ArgumentException.ThrowIfNullOrEmpty(url);
        ArgumentNullException.ThrowIfNull(fields);
        ArgumentNullException.ThrowIfNull(key);
        Url = url;
        _fields = fields;
        Key = key;
        ExpiresAt = expiresAt;
        LimitedBy = limitedBy;
    }

    /// <summary>Where to post. It holds no signature: that is among the fields.</summary>
    public string Url { get; }

    /// <summary>The object.</summary>
    public ObjectKey Key { get; }

    /// <summary>When the store stops honouring it.</summary>
    public DateTimeOffset ExpiresAt { get; }

    /// <summary>What set <see cref="ExpiresAt"/>.</summary>
    public ExpiryLimit LimitedBy { get; }

    /// <summary>
    /// The form fields, to be sent to the holder as they are. All of them go into the form, in this order, before the file:
    /// S3 ignores what follows the file.
    /// </summary>
    public IReadOnlyList<KeyValuePair<string, string>> RevealFields() => _fields;

    /// <summary>URL and key, without the policy and its signature.</summary>
    public override string ToString() => $"POST {Url} key={Key} <redacted>, expires {ExpiresAt:u}";
}
