using System.Diagnostics;

namespace PresignKit;

/// <summary>
/// A request that was signed without any policy. Its holder can send it any number of times until it expires. Treat it as a password:
/// <see cref="ToString"/> and the debugger show it without its signature; <see cref="RevealUrl"/> hands it out.
/// </summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class UnrestrictedUrl
{
    private readonly string _url;

    /// <summary>Initializes the URL from what a provider signed, or from made-up values in a unit test.</summary>
    /// <param name="method">The HTTP method that the signature covers.</param>
    /// <param name="url">The URL, exactly as signed. It must never be rebuilt through <see cref="Uri"/>.</param>
    /// <param name="headers">The headers that the holder must send, exactly as they are.</param>
    /// <param name="expiresAt">When the URL expires.</param>
    /// <param name="limitedBy">What determined when it expires.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="method"/> or <paramref name="url"/> is empty.</exception>
    public UnrestrictedUrl(
        string method, string url, IReadOnlyDictionary<string, string> headers, DateTimeOffset expiresAt, ExpiryLimit limitedBy)
    {
        ArgumentException.ThrowIfNullOrEmpty(method);
        ArgumentException.ThrowIfNullOrEmpty(url);
        ArgumentNullException.ThrowIfNull(headers);
        (Method, _url, Headers, ExpiresAt, LimitedBy) = (method, url, headers, expiresAt, limitedBy);
    }

    /// <summary>The HTTP method. The signature covers it.</summary>
    public string Method { get; }

    /// <summary>
    /// The headers that the holder must send with exactly these values, because the signature covers them. <c>Host</c> and
    /// <c>Content-Length</c> are never listed: every HTTP client sends them by itself.
    /// </summary>
    public IReadOnlyDictionary<string, string> Headers { get; }

    /// <summary>When the URL expires: the store refuses a request that begins later. One that began earlier may finish later.</summary>
    public DateTimeOffset ExpiresAt { get; }

    /// <summary>What determined <see cref="ExpiresAt"/>: <see cref="ExpiryLimit.Request"/> or <see cref="ExpiryLimit.Credentials"/>.</summary>
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
