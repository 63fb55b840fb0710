using System.Buffers;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace PresignKit.SigV4;

/// <summary>
/// Parses a store's address into what is signed. It does not use <see cref="Uri"/>, which normalizes its input (dot segments, escape
/// sequences), so that the address would differ from the configured one. Anything that a browser would rewrite is refused.
/// </summary>
internal readonly record struct EndpointAddress(string Scheme, string HostAndPort, string PathPrefix, bool IsIpAddress)
{
    private static readonly SearchValues<char> HostCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789.-_");

    private static readonly SearchValues<char> PathCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/");

    internal static EndpointAddress Parse(string endpoint, string parameterName)
    {
        var schemeEnd = endpoint.IndexOf("://", StringComparison.Ordinal);
        var scheme = schemeEnd < 0 ? "" : endpoint[..schemeEnd].ToLowerInvariant();
        if (scheme is not ("http" or "https"))
        {
            throw Refuse("must start with https:// or http://");
        }

        var rest = endpoint.AsSpan(schemeEnd + 3);
        var pathStart = rest.IndexOf('/');
        var authority = pathStart < 0 ? rest : rest[..pathStart];
        var prefix = pathStart < 0 ? "" : rest[pathStart..].TrimEnd('/').ToString();
        if (!IsPlainPath(prefix))
        {
            throw Refuse(
                "must not have a query or a fragment, and its path must consist of letters, digits, '-', '.', '_', and '~', without empty or dot segments");
        }

        SplitPort(authority, out var hostText, out var port);
        if (port is < 1 or > 65535)
        {
            throw Refuse("must have a port from 1 to 65535");
        }

        var host = ReadHost(hostText, out var isIpAddress) ?? throw Refuse(
            "must have a host without user information: an ASCII DNS name, an IPv4 address with four parts, or an IPv6 address in brackets");
        var isDefaultPort = port is null || port == (scheme == "https" ? 443 : 80);
        var hostAndPort = isDefaultPort ? host : string.Create(CultureInfo.InvariantCulture, $"{host}:{port}");
        return new EndpointAddress(scheme, hostAndPort, prefix, isIpAddress);

        ArgumentException Refuse(string rule) => new($"'{endpoint}' is not a valid endpoint: it {rule}.", parameterName);
    }

    private static void SplitPort(ReadOnlySpan<char> authority, out ReadOnlySpan<char> host, out int? port)
    {
        var colon = authority.LastIndexOf(':');
        if (colon < 0 || colon < authority.LastIndexOf(']'))
        {
            host = authority;
            port = null;
            return;
        }

        host = authority[..colon];
        port = int.TryParse(authority[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;
    }

    private static string? ReadHost(ReadOnlySpan<char> text, out bool isIpAddress)
    {
        isIpAddress = true;
        if (text is ['[', .. var inner, ']'])
        {
            // The shortest form, as browsers write it. They write IPv4-mapped addresses differently from .NET, and they omit zones.
            return IPAddress.TryParse(inner, out var ipv6) && ipv6.AddressFamily == AddressFamily.InterNetworkV6
                && !inner.ContainsAny('%', '.') && !ipv6.IsIPv4MappedToIPv6 ? $"[{ipv6}]" : null;
        }

        var host = text.ToString().ToLowerInvariant();
        if (host.Length is 0 or > 253 || host.AsSpan().ContainsAnyExcept(HostCharacters) || host[0] == '.' || host.Contains("..", StringComparison.Ordinal))
        {
            return null;
        }

        // If the last label is a number, browsers parse the host as an IPv4 address and rewrite it: 127.1 becomes 127.0.0.1.
        var lastLabel = host.AsSpan(host.LastIndexOf('.') + 1);
        isIpAddress = lastLabel is not [] && char.IsAsciiDigit(lastLabel[0]) && (!lastLabel.ContainsAnyExceptInRange('0', '9') || lastLabel.StartsWith("0x"));
        return !isIpAddress || (IPAddress.TryParse(host, out var ipv4) && ipv4.ToString() == host) ? host : null;
    }

    private static bool IsPlainPath(string prefix)
    {
        if (prefix.AsSpan().ContainsAnyExcept(PathCharacters))
        {
            return false;
        }

        foreach (var segment in prefix.AsSpan().TrimStart('/').Split('/'))
        {
            if (prefix.AsSpan().TrimStart('/')[segment] is "." or "..")
            {
                return false;
            }
        }

        return !prefix.Contains("//", StringComparison.Ordinal);
    }
}
