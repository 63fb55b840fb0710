using System.Diagnostics;

namespace PresignKit;

/// <summary>
/// A signed request for one object that whoever holds it can send, once or often, until it expires. Treat it as a password:
/// <see cref="ToString"/> and the debugger show it without its signature; <see cref="RevealUrl"/> hands it out.
/// </summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class PresignedUrl
{
    private readonly string _url;

    /// <summary>Makes a grant from what a provider signed.</summary>
    /// <param name="method">The HTTP method the signature covers.</param>
    /// <param name="url">The URL, exactly as signed. It must never be rebuilt through <see cref="Uri"/>.</param>
    /// <param name="headers">The headers the holder must send, exactly.</param>
    /// <param name="key">The object.</param>
    /// <param name="expiresAt">When the store stops honouring it.</param>
    /// <param name="limitedBy">What set the expiry.</param>
    public PresignedUrl(
        string method,
        string url,
        IReadOnlyDictionary<string, string> headers,
        ObjectKey key,
        DateTimeOffset expiresAt,
        ExpiryLimit limitedBy)
    {
        ArgumentException.ThrowIfNullOrEmpty(method);
        ArgumentException.ThrowIfNullOrEmpty(url);
        ArgumentNullException.ThrowIfNull(headers);
        ArgumentNullException.ThrowIfNull(key);
        Method = method;
        _url = url;
        Headers = headers;
        Key = key;
        ExpiresAt = expiresAt;
        LimitedBy = limitedBy;
    }

    /// <summary>The HTTP method. The signature covers it: a URL for GET answers no HEAD.</summary>
    public string Method { get; }

    /// <summary>
    /// The headers the holder must send with exactly these values, since the signature covers them; empty for downloads.
    /// <c>Host</c> and <c>Content-Length</c> are never listed: every HTTP client sends them by itself, and browsers allow no
    /// script to set them.
    /// </summary>
    public IReadOnlyDictionary<string, string> Headers { get; }

    /// <summary>The object.</summary>
    public ObjectKey Key { get; }

    /// <summary>When the store stops honouring it. A request that began earlier may finish later.</summary>
    public DateTimeOffset ExpiresAt { get; }

    /// <summary>What set <see cref="ExpiresAt"/>.</summary>
    public ExpiryLimit LimitedBy { get; }

    /// <summary>
    /// The URL, to be sent to its holder as it is. Do not pass it through <see cref="Uri"/>, which folds dot segments, drops
    /// default ports and so breaks signatures.
    /// </summary>
    public string RevealUrl() => _url;

    /// <summary>Method, host and path, without the signed query.</summary>
    public override string ToString()
    {
        var query = _url.IndexOf('?', StringComparison.Ordinal);
        return $"{Method} {(query < 0 ? _url : _url[..query])}?<redacted>, expires {ExpiresAt:u}";
    }
}
