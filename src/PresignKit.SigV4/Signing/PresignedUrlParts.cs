using System.Buffers;
using System.Text;
using PresignKit.SigV4.Canonical;

namespace PresignKit.SigV4.Signing;

/// <summary>The parts of a signed URL, in the order in which they are written.</summary>
internal readonly ref struct PresignedUrlParts
{
    internal static ReadOnlySpan<byte> SignatureParameter => "&X-Amz-Signature="u8;

    /// <summary>Everything before <see cref="Path"/>: the scheme, the host, and possibly more.</summary>
    internal required ReadOnlySpan<byte> Start { get; init; }

    /// <summary>The path, or the rest of it, or only a part number, in the buffer from which it was signed.</summary>
    internal required ReadOnlySpan<byte> Path { get; init; }

    /// <summary>The question mark and the query, or the rest of it, and the name of the signature parameter.</summary>
    internal required ReadOnlySpan<byte> Query { get; init; }

    /// <summary>The signature, in hex.</summary>
    internal required ReadOnlySpan<byte> Signature { get; init; }

    internal int Length => Start.Length + Path.Length + Query.Length + Signature.Length;

    /// <summary>Appends a <see cref="Query"/>, made from a query in the same buffer.</summary>
    internal static void AppendQuery(Utf8Buffer buffer, Range query)
    {
        buffer.Append((byte)'?');
        var (start, length) = query.GetOffsetAndLength(buffer.Length);
        var copy = buffer.Claim(length);
        buffer.Written.Slice(start, length).CopyTo(copy);
        buffer.Append(SignatureParameter);
    }

    internal string ToUrl() => string.Create(Length, this, static (text, parts) => parts.CopyTo(text));

    internal void CopyTo(IBufferWriter<byte> destination)
    {
        CopyTo(destination.GetSpan(Length));
        destination.Advance(Length);
    }

    internal void CopyTo(Span<byte> destination)
    {
        Start.CopyTo(destination);
        Path.CopyTo(destination[Start.Length..]);
        Query.CopyTo(destination[(Start.Length + Path.Length)..]);
        Signature.CopyTo(destination[(Start.Length + Path.Length + Query.Length)..]);
    }

    private void CopyTo(Span<char> destination)
    {
        Ascii.ToUtf16(Start, destination, out _);
        Ascii.ToUtf16(Path, destination[Start.Length..], out _);
        Ascii.ToUtf16(Query, destination[(Start.Length + Path.Length)..], out _);
        Ascii.ToUtf16(Signature, destination[(Start.Length + Path.Length + Query.Length)..], out _);
    }
}
