using System.Diagnostics;
using PresignKit.SigV4.Verification;

namespace PresignKit.SigV4;

/// <summary>
/// A request as it was received. <see cref="Path"/> and <see cref="Query"/> are decoded from the raw target here, once, and the signature
/// is checked against exactly these values: a store that takes the bucket and key from <see cref="Path"/> acts on what was signed.
/// A framework may have normalized <c>%2e%2e</c> in its own path, which then leads elsewhere.
/// </summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class WireRequest
{
    private readonly WireTarget? _target;

    /// <summary>Creates a request from what was received.</summary>
    /// <param name="method">The method as received.</param>
    /// <param name="rawTarget">The path and query exactly as received (origin form: it starts with a slash).</param>
    /// <param name="headers">All headers as received, including <c>Host</c>; a repeated header occurs several times.</param>
    public WireRequest(string method, string rawTarget, IReadOnlyList<NameValue> headers)
    {
        ArgumentNullException.ThrowIfNull(method);
        ArgumentNullException.ThrowIfNull(rawTarget);
        ArgumentNullException.ThrowIfNull(headers);
        Method = method;
        RawTarget = rawTarget;
        Headers = headers;
        _target = WireTarget.TryParse(rawTarget);
    }

    /// <summary>The method as received.</summary>
    public string Method { get; }

    /// <summary>The path and query exactly as received.</summary>
    public string RawTarget { get; }

    /// <summary>All headers as received.</summary>
    public IReadOnlyList<NameValue> Headers { get; }

    /// <summary>
    /// The path, percent-decoded once: what was signed. Null if the target is malformed (not in origin form, an invalid escape sequence,
    /// or not UTF-8); such a request never verifies.
    /// </summary>
    public string? Path => _target?.Path;

    /// <summary>All query parameters in the order received, decoded once, with <c>+</c> as a space; empty if the target is malformed.</summary>
    public IReadOnlyList<NameValue> Query => _target?.Query ?? [];

    /// <summary>Returns the method and path, without the query, which is secret in a presigned URL.</summary>
    /// <returns>Text that is safe to log.</returns>
    public override string ToString() => $"{Method} {Path ?? "(malformed target)"}";

    /// <summary>The values of a header, in the order received.</summary>
    internal IEnumerable<string> ValuesOf(string name)
    {
        foreach (var header in Headers)
        {
            if (string.Equals(header.Name, name, StringComparison.OrdinalIgnoreCase))
            {
                yield return header.Value;
            }
        }
    }
}
