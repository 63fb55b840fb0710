using PresignKit.Explaining.Refusals;
using PresignKit.Explaining.Requests;

namespace PresignKit.Explaining.Causes;

/// <summary>The URL still contains the escapes of HTML or JSON, or was encoded as a whole.</summary>
internal sealed class UrlEscaped : ICause
{
    public IEnumerable<RefusalFinding> Find(RefusedRequest request) => !IsEscaped(request) ? [] :
    [
        Finding.Proven(
            RefusalCodes.UrlEscaped,
            "The URL is escaped: its ampersands are written as &amp;, \\u0026, or %26, so the store cannot find the signature's parameters.",
            "Take the URL from the parsed document, not from its source: the value of the attribute in HTML, the value of the string in JSON. "
                + "Do not encode the URL as a whole."),
    ];

    // A complete URL may have a parameter whose value is another URL.
    public static bool IsEscaped(RefusedRequest request) => request.Presign.Missing.Count > 0 && (
        request.Url.Query.Any(p =>
            p.RawName.StartsWith("amp;", StringComparison.OrdinalIgnoreCase)
            || p.RawValue.Contains("\\u0026", StringComparison.OrdinalIgnoreCase)
            || p.RawValue.Contains("%26X-Amz-", StringComparison.OrdinalIgnoreCase))
        || request.Url.RawPath.Contains("%3FX-Amz-", StringComparison.OrdinalIgnoreCase));
}
