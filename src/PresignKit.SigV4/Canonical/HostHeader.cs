using System.Text;

namespace PresignKit.SigV4.Canonical;

/// <summary>The host header in the forms that canonical requests contain, created once per endpoint.</summary>
internal sealed class HostHeader
{
    private readonly byte[] _line;
    private readonly byte[] _onlyLines;

    internal HostHeader(string host)
    {
        _line = Encoding.ASCII.GetBytes($"host:{host}\n");
        _onlyLines = [.. _line, .. "\nhost\n"u8];
    }

    /// <summary>The line of the host in the canonical headers.</summary>
    internal ReadOnlySpan<byte> Line => _line;

    /// <summary>If no other header is signed: the line of the host, the empty line, and the line of names.</summary>
    internal ReadOnlySpan<byte> OnlyLines => _onlyLines;
}
