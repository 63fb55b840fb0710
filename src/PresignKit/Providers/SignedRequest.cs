namespace PresignKit.Providers;

/// <summary>What a provider signed: a request that its holder sends unchanged.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Url">The URL with its signature.</param>
/// <param name="Headers">The headers that the holder must send, in addition to Host and Content-Length.</param>
public readonly record struct SignedRequest(string Method, string Url, IReadOnlyDictionary<string, string> Headers)
{
    /// <summary>Method and path, without the signed query.</summary>
    public override string ToString() => $"{Method} {Url?.Split('?')[0]}?<redacted>";
}
