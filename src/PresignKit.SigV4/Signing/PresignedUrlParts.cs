using System.Buffers;
using System.Text;

namespace PresignKit.SigV4.Signing;

/// <summary>
/// A signed URL in its pieces. Path and query are the very bytes of the canonical request, in one piece: only the byte between the two
/// differs.
/// </summary>
internal readonly ref struct PresignedUrlParts
{
    internal static ReadOnlySpan<byte> SignatureParameter => "&X-Amz-Signature="u8;

    /// <summary>Scheme and host: <c>https://host</c>.</summary>
    internal required ReadOnlySpan<byte> Origin { get; init; }

    /// <summary>Path, line feed and query.</summary>
    internal required ReadOnlySpan<byte> PathAndQuery { get; init; }

    internal required int PathLength { get; init; }

    /// <summary>The signature's parameter and the signature.</summary>
    internal required ReadOnlySpan<byte> Ending { get; init; }

    internal int Length => Origin.Length + PathAndQuery.Length + Ending.Length;

    internal string ToUrl() => string.Create(Length, this, static (text, parts) => parts.CopyTo(text));

    internal void CopyTo(IBufferWriter<byte> destination)
    {
        CopyTo(destination.GetSpan(Length));
        destination.Advance(Length);
    }

    internal void CopyTo(Span<byte> destination)
    {
        Origin.CopyTo(destination);
        PathAndQuery.CopyTo(destination[Origin.Length..]);
        destination[Origin.Length + PathLength] = (byte)'?';
        Ending.CopyTo(destination[(Origin.Length + PathAndQuery.Length)..]);
    }

    private void CopyTo(Span<char> destination)
    {
        Ascii.ToUtf16(Origin, destination, out _);
        Ascii.ToUtf16(PathAndQuery, destination[Origin.Length..], out _);
        destination[Origin.Length + PathLength] = '?';
        Ascii.ToUtf16(Ending, destination[(Origin.Length + PathAndQuery.Length)..], out _);
    }
}
