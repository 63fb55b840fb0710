using System.Net;

namespace PresignKit.S3.Settings;

/// <summary>Reads parts of an endpoint as it was configured, before it is normalized.</summary>
internal static class EndpointText
{
    /// <summary>The host without the port, including brackets; empty if there is none.</summary>
    public static string Host(string endpoint)
    {
        var authority = Authority(endpoint);
        var colon = authority.LastIndexOf(':');
        return (colon > authority.LastIndexOf(']') ? authority[..colon] : authority).ToString();
    }

    /// <summary>Whether it has user information, which is secret: such an endpoint is never shown.</summary>
    public static bool HasUserInformation(string endpoint) => endpoint.Contains('@', StringComparison.Ordinal);

    public static bool HasQueryOrFragment(string endpoint) => endpoint.AsSpan().ContainsAny('?', '#');

    public static bool IsHttp(string endpoint) => endpoint.StartsWith("http://", StringComparison.OrdinalIgnoreCase);

    /// <summary>RFC 6761, section 6.3: <c>localhost</c> and all names below it are this machine.</summary>
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
