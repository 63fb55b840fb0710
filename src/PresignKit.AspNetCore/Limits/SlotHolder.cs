using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using PresignKit.AspNetCore.Endpoints;

namespace PresignKit.AspNetCore.Limits;

/// <summary>Who opens a slot, as a hash: a ledger outside of this process must not receive the IDs of users.</summary>
internal static class SlotHolder
{
    private const int HashBytes = 16;

    // What one subscriber of IPv6 usually has.
    private const int NetworkBytes = 8;

    /// <summary>The holder for a request: its user or, if nobody is signed in, the network address that it came from.</summary>
    public static string Of(HttpContext context, UserIdentity identity) => identity.Find(context.User) is { } userId
        ? Hash([.. "user:"u8, .. Encoding.UTF8.GetBytes(userId)])
        : Hash([.. "address:"u8, .. Network(context.Connection.RemoteIpAddress)]);

    private static byte[] Network(IPAddress? address) => address switch
    {
        null => [],
        { IsIPv4MappedToIPv6: true } => address.MapToIPv4().GetAddressBytes(),
        { AddressFamily: AddressFamily.InterNetworkV6 } => address.GetAddressBytes()[..NetworkBytes],
        _ => address.GetAddressBytes(),
    };

    private static string Hash(ReadOnlySpan<byte> text) => Convert.ToHexStringLower(SHA256.HashData(text).AsSpan(0, HashBytes));
}
