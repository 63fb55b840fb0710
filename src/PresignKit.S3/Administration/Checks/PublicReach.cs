using System.Net;
using System.Net.Sockets;
using PresignKit.S3.Settings;

namespace PresignKit.S3.Administration.Checks;

/// <summary>Judges by its name whether browsers can reach the public endpoint from anywhere.</summary>
internal static class PublicReach
{
    // RFC 6762 (.local), RFC 8375 (home.arpa), ICANN's reservation of .internal, and common suffixes of clusters and routers.
    private static readonly string[] PrivateSuffixes = [".local", ".internal", ".svc", ".lan", ".home.arpa", ".localdomain", ".test", ".invalid"];

    public static StoreFinding? Read(S3StoreSettings settings)
    {
        var url = settings.PublicBucket.Url;
        if (Reason(url) is not { } reason)
        {
            return null;
        }

        return new(
            FindingCodes.PublicEndpointPrivate,
            FindingSeverity.Warning,
            $"Signed URLs of store '{settings.Name}' begin with {url}, but {reason}. Set Stores:{settings.Name}:PublicEndpoint to an address that "
                + "browsers can reach, such as https://files.example.com.");
    }

    internal static string? Reason(string url)
    {
        var host = EndpointText.Host(url).Trim('[', ']').ToLowerInvariant();
        if (EndpointText.IsLoopback(url))
        {
            return "only this machine can reach it";
        }

        if (IPAddress.TryParse(host, out var address))
        {
            return IsPrivate(address) ? "it is an address in a private network" : null;
        }

        if (!host.Contains('.', StringComparison.Ordinal))
        {
            return $"'{host}' can be resolved only in the local network";
        }

        return Array.Find(PrivateSuffixes, suffix => host.EndsWith(suffix, StringComparison.Ordinal)) is { } suffix
            ? $"names that end in {suffix} resolve only in a private network"
            : null;
    }

    // RFC 1918, RFC 6598, RFC 3927, RFC 4193 and RFC 4291.
    private static bool IsPrivate(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
        {
            address = address.MapToIPv4();
        }

        if (address.AddressFamily == AddressFamily.InterNetworkV6)
        {
            return address.IsIPv6LinkLocal || address.IsIPv6UniqueLocal || address.Equals(IPAddress.IPv6Any);
        }

        var bytes = address.GetAddressBytes();
        return bytes[0] switch
        {
            0 or 10 => true,
            100 => bytes[1] is >= 64 and <= 127,
            169 => bytes[1] == 254,
            172 => bytes[1] is >= 16 and <= 31,
            192 => bytes[1] == 168,
            _ => false,
        };
    }
}
