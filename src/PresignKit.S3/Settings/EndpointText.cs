using System.Net;

namespace PresignKit.S3.Settings;

/// <summary>Looks at an endpoint as it was written, before anything has repaired it.</summary>
internal static class EndpointText
{
    /// <summary>The host without port, brackets kept; empty where there is none.</summary>
    public static string Host(string endpoint)
    {
        var authority = Authority(endpoint);
        var colon = authority.LastIndexOf(':');
        return (colon > authority.LastIndexOf(']') ? authority[..colon] : authority).ToString();
    }

    /// <summary>User information is a secret: an endpoint that has some is never shown.</summary>
    public static bool HasUserInformation(string endpoint) => endpoint.Contains('@', StringComparison.Ordinal);

    public static bool HasQueryOrFragment(string endpoint) => endpoint.AsSpan().ContainsAny('?', '#');

    public static bool IsHttp(string endpoint) => endpoint.StartsWith("http://", StringComparison.OrdinalIgnoreCase);

    /// <summary>RFC 6761, section 6.3: <c>localhost</c> and all below it are the very machine.</summary>
    public static bool IsLoopback(string endpoint)
    {
        var host = Host(endpoint);
        return host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(host.AsSpan().Trim("[]"), out var address) && IPAddress.IsLoopback(address));
    }

    private static ReadOnlySpan<char> Authority(string endpoint)
    {
        var scheme = endpoint.IndexOf("://", StringComparison.Ordinal);
        var rest = endpoint.AsSpan(scheme < 0 ? endpoint.Length : scheme + 3);
        var end = rest.IndexOfAny('/', '?', '#');
        return end < 0 ? rest : rest[..end];
    }
}
