using PresignKit.Explaining.Text;

namespace PresignKit.Explaining.Urls;

/// <summary>A URL, parsed as text. <see cref="Uri"/> would normalize the very mistakes to be found.</summary>
internal sealed class SentUrl
{
    private SentUrl(string scheme, string host, string rawPath, IReadOnlyList<QueryParameter> query)
    {
        Scheme = scheme;
        Host = host;
        RawPath = rawPath;
        Query = query;
    }

    public string Scheme { get; }

    /// <summary>The host and port as clients send them: in lower case, without the scheme's default port.</summary>
    public string Host { get; }

    public string RawPath { get; }

    public string Path => LenientText.Decode(RawPath, plusIsSpace: false);

    public IReadOnlyList<QueryParameter> Query { get; }

    public static SentUrl Parse(string url)
    {
        var text = url.Trim().Trim('"', '\'', '<', '>');
        var schemeEnd = text.IndexOf("://", StringComparison.Ordinal);
        var scheme = schemeEnd < 0 ? "" : text[..schemeEnd].ToLowerInvariant();
        var rest = schemeEnd < 0 ? text : text[(schemeEnd + 3)..];
        rest = rest.Split('#')[0];
        var question = rest.IndexOf('?', StringComparison.Ordinal);
        var beforeQuery = question < 0 ? rest : rest[..question];
        var slash = beforeQuery.IndexOf('/', StringComparison.Ordinal);
        return new(
            scheme,
            HostNames.WithoutDefaultPort(slash < 0 ? beforeQuery : beforeQuery[..slash], scheme),
            slash < 0 ? "/" : beforeQuery[slash..],
            question < 0 ? [] : [.. ReadQuery(rest[(question + 1)..])]);
    }

    public string? Find(string name)
    {
        foreach (var parameter in Query)
        {
            if (parameter.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return parameter.Value;
            }
        }

        return null;
    }

    /// <summary>The URL after a proxy removed a prefix from the path; unchanged if the path does not begin with it.</summary>
    public SentUrl WithoutPrefix(string prefix) =>
        RawPath.StartsWith(prefix + "/", StringComparison.Ordinal) ? new(Scheme, Host, RawPath[prefix.Length..], Query) : this;

    public override string ToString() => $"{Scheme}://{Host}{RawPath}";

    private static IEnumerable<QueryParameter> ReadQuery(string query)
    {
        foreach (var part in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            yield return equals < 0 ? new(part, "") : new(part[..equals], part[(equals + 1)..]);
        }
    }
}
