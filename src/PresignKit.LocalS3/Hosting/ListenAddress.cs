using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace PresignKit.LocalS3.Hosting;

/// <summary>The setting <see cref="LocalS3Options.Listen"/>: which addresses the server binds, and at which one clients on this machine reach it.</summary>
internal readonly record struct ListenAddress
{
    private const string Every = "*";

    private ListenAddress(IPAddress? address) => Address = address;

    /// <summary>Whether only this machine can reach the server.</summary>
    public bool IsThisMachine => Address is null || IPAddress.IsLoopback(Address);

    /// <summary>Null: both loopback addresses.</summary>
    private IPAddress? Address { get; }

    private bool IsEvery => Address is not null && (Address.Equals(IPAddress.Any) || Address.Equals(IPAddress.IPv6Any));

    public static bool TryParse(string? setting, out ListenAddress listen)
    {
        listen = default;
        if (string.IsNullOrEmpty(setting) || setting.Equals("localhost", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        if (setting == Every)
        {
            listen = new ListenAddress(Socket.OSSupportsIPv6 ? IPAddress.IPv6Any : IPAddress.Any);
            return true;
        }

        // "1" and "0x7f" are addresses too, but nobody who writes them means one.
        var isAddress = setting.AsSpan().IndexOfAny('.', ':') >= 0 && IPAddress.TryParse(setting.Trim('[', ']'), out _);
        if (isAddress)
        {
            listen = new ListenAddress(IPAddress.Parse(setting.Trim('[', ']')));
        }

        return isAddress;
    }

    /// <summary>The setting of options that have been checked.</summary>
    public static ListenAddress Of(string? setting) => TryParse(setting, out var listen) ? listen : default;

    /// <summary>Where clients on this machine reach the server.</summary>
    public string Url(int port)
    {
        var host = Address is null || IsEvery ? "127.0.0.1" : Address.AddressFamily == AddressFamily.InterNetworkV6 ? $"[{Address}]" : Address.ToString();
        return string.Create(CultureInfo.InvariantCulture, $"http://{host}:{port}");
    }

    /// <summary>Where browsers reach the server, if nothing else is configured.</summary>
    public string PublicUrl(int port) => IsThisMachine || IsEvery ? string.Create(CultureInfo.InvariantCulture, $"http://localhost:{port}") : Url(port);

    public void Bind(KestrelServerOptions server, int port)
    {
        if (Address is not null)
        {
            server.Listen(Address, port, Http1);
        }
        else if (port > 0)
        {
            // Many clients resolve "localhost" to ::1 first. Without IPv6, this listens on 127.0.0.1 only.
            server.ListenLocalhost(port, Http1);
        }
        else
        {
            // The system cannot assign the same free port to two addresses at once.
            server.Listen(IPAddress.Loopback, port, Http1);
        }
    }

    private static void Http1(ListenOptions listen) => listen.Protocols = HttpProtocols.Http1;
}
