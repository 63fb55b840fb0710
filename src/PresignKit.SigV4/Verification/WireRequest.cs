using System.Diagnostics;
using PresignKit.SigV4.Verification;

namespace PresignKit.SigV4;

/// <summary>
/// A request as it came over the wire. <see cref="Path"/> and <see cref="Query"/> are decoded from the raw target here, once, and the
/// signature is checked over exactly these: a store that takes bucket and key from <see cref="Path"/> acts on what was signed.
/// A framework's own path may have folded <c>%2e%2e</c> and would lead elsewhere.
/// </summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class WireRequest
{
    private readonly WireTarget? _target;

    /// <summary>Describes a received request.</summary>
    /// <param name="method">The method as received.</param>
    /// <param name="rawTarget">Path and query exactly as received (origin form: it begins with a slash).</param>
    /// <param name="headers">All headers as received; a repeated header is repeated, <c>Host</c> is among them.</param>
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

    /// <summary>Path and query exactly as received.</summary>
    public string RawTarget { get; }

    /// <summary>All headers as received.</summary>
    public IReadOnlyList<NameValue> Headers { get; }

    /// <summary>
    /// The path, percent-decoded once: what was signed. Null if the target is malformed (not in origin form, a broken escape, not UTF-8),
    /// in which case nothing verifies.
    /// </summary>
    public string? Path => _target?.Path;

    /// <summary>All query parameters in the order received, decoded once, with <c>+</c> for a space; none if the target is malformed.</summary>
    public IReadOnlyList<NameValue> Query => _target?.Query ?? [];

    /// <summary>Method and path; the query of a presigned URL is a secret.</summary>
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
