using System.Collections.ObjectModel;
using System.Diagnostics;

namespace PresignKit;

/// <summary>
/// The signed request that uploads one file: a PUT whose body is the file, or an HTML form that is posted with the file as its last
/// field. Treat it as a password: <see cref="ToString"/> and the debugger show it without its signature; <see cref="RevealUrl"/> and
/// <see cref="RevealFields"/> hand it out.
/// </summary>
/// <remarks>S3 calls the form "POST Object". When the request expires is on the slot: <see cref="UploadSlot.ExpiresAt"/>.</remarks>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class PresignedUpload
{
    private readonly string _url;
    private readonly IReadOnlyList<KeyValuePair<string, string>> _fields;

    /// <summary>Initializes the request from what a provider signed, or from made-up values in a unit test.</summary>
    /// <param name="method"><c>PUT</c> or <c>POST</c>.</param>
    /// <param name="url">The URL, exactly as signed. It must never be rebuilt through <see cref="Uri"/>.</param>
    /// <param name="headers">The headers that the holder must send; null: none. A form has none.</param>
    /// <param name="fields">All form fields except the file, in order; null: none. A PUT has none.</param>
    /// <exception cref="ArgumentNullException"><paramref name="method"/> or <paramref name="url"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// <paramref name="method"/> is neither <c>PUT</c> nor <c>POST</c>, <paramref name="url"/> is empty, a PUT has fields, or a form has
    /// headers.
    /// </exception>
    public PresignedUpload(
        string method,
        string url,
        IReadOnlyDictionary<string, string>? headers = null,
        IReadOnlyList<KeyValuePair<string, string>>? fields = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(method);
        ArgumentException.ThrowIfNullOrEmpty(url);
        if (method is not ("PUT" or "POST"))
        {
            throw new ArgumentException("The method of an upload must be PUT or POST.", nameof(method));
        }

        Headers = headers ?? ReadOnlyDictionary<string, string>.Empty;
        _fields = fields ?? [];
        if (method == "PUT" && _fields.Count > 0)
        {
            throw new ArgumentException("A PUT must not have form fields.", nameof(fields));
        }

        if (method == "POST" && Headers.Count > 0)
        {
            throw new ArgumentException("A form must not have headers, because browsers cannot send any with it.", nameof(headers));
        }

        Method = method;
        _url = url;
    }

    /// <summary>The HTTP method: <c>PUT</c> or <c>POST</c>.</summary>
    public string Method { get; }

    /// <summary>
    /// The headers that the holder must send with exactly these values, because the signature covers them. <c>Host</c> and
    /// <c>Content-Length</c> are never listed: every HTTP client sends them by itself, and browsers allow no script to set them.
    /// </summary>
    /// <value>Empty for a form.</value>
    public IReadOnlyDictionary<string, string> Headers { get; }

    /// <summary>
    /// The URL, to be sent to its holder unchanged. Do not pass it through <see cref="Uri"/>, which folds dot segments, drops default
    /// ports, and so breaks signatures.
    /// </summary>
    /// <returns>For a PUT, the URL with its signature; for a form, the address to post to.</returns>
    public string RevealUrl() => _url;

    /// <summary>
    /// The form fields, to be sent to the holder unchanged. All of them go into the form (<c>multipart/form-data</c>), in this order,
    /// before the file, which is the field <c>file</c>: S3 ignores what follows the file.
    /// </summary>
    /// <returns>Names and values, the signature among them; empty for a PUT.</returns>
    public IReadOnlyList<KeyValuePair<string, string>> RevealFields() => _fields;

    /// <summary>Method, host, and path, without the signed query or the fields.</summary>
    /// <returns>Text that is safe to log.</returns>
    public override string ToString() =>
        Method == "PUT" ? $"PUT {_url.Split('?')[0]}?<redacted>" : $"POST {_url.Split('?')[0]} <redacted>";
}
