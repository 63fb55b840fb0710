using System.Text;

namespace PresignKit.SigV4.Canonical;

/// <summary>The host header in the forms in which canonical requests need it, made once for an endpoint.</summary>
internal sealed class HostHeader
{
    private readonly byte[] _line;
    private readonly byte[] _onlyLines;

    internal HostHeader(string host)
    {
        _line = Encoding.ASCII.GetBytes($"host:{host}\n");
        _onlyLines = [.. _line, .. "\nhost\n"u8];
    }

    /// <summary>Its line among the canonical headers.</summary>
    internal ReadOnlySpan<byte> Line => _line;

    /// <summary>Where no other header is signed: its line, the empty line, and the line of names.</summary>
    internal ReadOnlySpan<byte> OnlyLines => _onlyLines;
}
