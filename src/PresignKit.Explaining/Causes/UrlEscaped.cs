using PresignKit.Explaining.Refusals;
using PresignKit.Explaining.Requests;

namespace PresignKit.Explaining.Causes;

/// <summary>The URL is still written as HTML or JSON write it, or was encoded as a whole.</summary>
internal sealed class UrlEscaped : ICause
{
    public IEnumerable<RefusalFinding> Find(RefusedRequest request) => !IsEscaped(request) ? [] :
    [
        Finding.Proven(
            RefusalCodes.UrlEscaped,
            "The URL is escaped: its ampersands stand as &amp;, \\u0026 or %26, so the store reads other parameters than the signature's.",
            "Take the URL from the parsed document, not from its source: the attribute's value in HTML, the string's value in JSON. Do not encode it once more as a whole."),
    ];

    public static bool IsEscaped(RefusedRequest request) =>
        request.Url.Query.Any(p =>
            p.RawName.StartsWith("amp;", StringComparison.OrdinalIgnoreCase)
            || p.RawValue.Contains("\\u0026", StringComparison.OrdinalIgnoreCase)
            || p.RawValue.Contains("%26X-Amz-", StringComparison.OrdinalIgnoreCase))
        || request.Url.RawPath.Contains("%3FX-Amz-", StringComparison.OrdinalIgnoreCase);
}
