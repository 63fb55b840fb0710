using System.Diagnostics;

namespace PresignKit;

/// <summary>
/// A signed request for one object. Its holder can send it any number of times until it expires. Treat it as a password:
/// <see cref="ToString"/> and the debugger show it without its signature; <see cref="RevealUrl"/> hands it out.
/// </summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class PresignedUrl
{
    private readonly string _url;

    /// <summary>Initializes the URL from what a provider signed, or from made-up values in a unit test.</summary>
    /// <param name="method">The HTTP method that the signature covers.</param>
    /// <param name="url">The URL, exactly as signed. It must never be rebuilt through <see cref="Uri"/>.</param>
    /// <param name="headers">The headers that the holder must send, exactly as they are.</param>
    /// <param name="key">The object.</param>
    /// <param name="expiresAt">When the URL expires.</param>
    /// <param name="limitedBy">What determined when it expires.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="method"/> or <paramref name="url"/> is empty.</exception>
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

    /// <summary>The HTTP method. The signature covers it: a URL for GET does not work with HEAD.</summary>
    public string Method { get; }

    /// <summary>
    /// The headers that the holder must send with exactly these values, because the signature covers them. <c>Host</c> and
    /// <c>Content-Length</c> are never listed: every HTTP client sends them by itself, and browsers allow no script to set them.
    /// </summary>
    /// <value>Empty for downloads.</value>
    public IReadOnlyDictionary<string, string> Headers { get; }

    /// <summary>The object.</summary>
    public ObjectKey Key { get; }

    /// <summary>When the URL expires: the store refuses a request that begins later. One that began earlier may finish later.</summary>
    public DateTimeOffset ExpiresAt { get; }

    /// <summary>What determined <see cref="ExpiresAt"/>.</summary>
    public ExpiryLimit LimitedBy { get; }

    /// <summary>
    /// The URL, to be sent to its holder unchanged. Do not pass it through <see cref="Uri"/>, which folds dot segments, drops default
    /// ports, and so breaks signatures.
    /// </summary>
    /// <returns>The URL with its signature.</returns>
    public string RevealUrl() => _url;

    /// <summary>Method, host, and path, without the signed query.</summary>
    /// <returns>Text that is safe to log.</returns>
    public override string ToString()
    {
        var query = _url.IndexOf('?', StringComparison.Ordinal);
        return $"{Method} {(query < 0 ? _url : _url[..query])}?<redacted>, expires {ExpiresAt:u}";
    }
}
