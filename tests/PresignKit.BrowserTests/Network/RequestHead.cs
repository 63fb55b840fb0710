namespace PresignKit.BrowserTests.Network;

/// <summary>One request as it came over the wire: what the browser really sent, not what it says it sent.</summary>
/// <param name="Target">Path and query.</param>
/// <param name="Headers">Names regardless of case.</param>
public sealed record RequestHead(string Method, string Target, IReadOnlyDictionary<string, string> Headers)
{
    /// <summary>How many bytes of body follow.</summary>
    public long BodyLength => long.Parse(Header("Content-Length") ?? "0", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>A header's value; null where it was not sent.</summary>
    public string? Header(string name) => Headers.GetValueOrDefault(name);

    /// <summary>Method, path and headers. The query is a signature, so it stays out of test output.</summary>
    public override string ToString() => $"{Method} {Target.Split('?')[0]}";
}
