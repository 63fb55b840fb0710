using System.Collections.ObjectModel;
using System.Diagnostics;
using PresignKit.Content;

namespace PresignKit;

/// <summary>A request to a store's bucket or to one of its objects, which <see cref="IUnrestrictedUrlSigner"/> signs without any policy.</summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class UnrestrictedRequest
{
    /// <summary>The HTTP method, in uppercase. The signature covers it.</summary>
    public required string Method { get; init; }

    /// <summary>The object.</summary>
    /// <value>Null: the bucket itself.</value>
    public ObjectKey? Key { get; init; }

    /// <summary>
    /// The query parameters, decoded; a subresource such as <c>acl</c> has an empty value. They are signed and part of the URL. The parameters of the
    /// signature itself are refused.
    /// </summary>
    /// <value>Empty.</value>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public IReadOnlyDictionary<string, string> Query
    {
        get;
        init => field = value ?? throw new ArgumentNullException(nameof(value));
    } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>
    /// The headers to sign, in ASCII. The holder must send each of them with this value. <c>Host</c> is always signed, and refused here, as is what
    /// connections and signatures use for themselves (<c>Authorization</c>, <c>Transfer-Encoding</c>, <c>x-amz-date</c>, ...). With
    /// <c>x-amz-content-sha256</c>, the signature covers the hash of the body.
    /// </summary>
    /// <value>Empty.</value>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public IReadOnlyDictionary<string, string> Headers
    {
        get;
        init => field = value ?? throw new ArgumentNullException(nameof(value));
    } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>How long the URL is valid: 1 second to 7 days; fractions of a second are cut off.</summary>
    public required TimeSpan Lifetime { get; init; }

    /// <summary>Method, key, and the names of parameters and headers, whose values may be secrets.</summary>
    /// <returns>Text that is safe to log.</returns>
    public override string ToString() => MessageText.Printable(
        $"{Method} {Key?.Value ?? "(bucket)"}{(Query.Count == 0 ? "" : $"?{string.Join('&', Query.Keys)}")}"
        + (Headers.Count == 0 ? "" : $" with {string.Join(", ", Headers.Keys)}"),
        length: 512);
}
