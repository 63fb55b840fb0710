namespace PresignKit.BrowserTests.Network;

/// <summary>One request as received from the browser, not as its own API reports it.</summary>
/// <param name="Target">Path and query.</param>
/// <param name="Headers">The headers, with case-insensitive names.</param>
public sealed record RequestHead(string Method, string Target, IReadOnlyDictionary<string, string> Headers)
{
    /// <summary>The length of the body in bytes.</summary>
    public long BodyLength => long.Parse(Header("Content-Length") ?? "0", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>A header's value; null if it was not sent.</summary>
    public string? Header(string name) => Headers.GetValueOrDefault(name);

    /// <summary>Method and path. The query contains a signature, so it is not printed.</summary>
    public override string ToString() => $"{Method} {Target.Split('?')[0]}";
}
