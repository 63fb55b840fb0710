using System.Buffers;
using System.Text;

namespace PresignKit.SigV4.Signing;

/// <summary>
/// A signed URL in its pieces. Path and query are the very bytes that stand in the canonical request; only the separators differ.
/// </summary>
internal readonly ref struct PresignedUrlParts
{
    private static ReadOnlySpan<byte> SignatureParameter => "&X-Amz-Signature="u8;

    /// <summary>Scheme and host: <c>https://host</c>.</summary>
    internal required ReadOnlySpan<byte> Origin { get; init; }

    internal required ReadOnlySpan<byte> Path { get; init; }

    internal required ReadOnlySpan<byte> Query { get; init; }

    internal required ReadOnlySpan<byte> Signature { get; init; }

    internal int Length => Origin.Length + Path.Length + 1 + Query.Length + SignatureParameter.Length + Signature.Length;

    internal string ToUrl() => string.Create(Length, this, static (text, parts) => parts.CopyTo(text));

    internal void CopyTo(IBufferWriter<byte> destination)
    {
        CopyTo(destination.GetSpan(Length));
        destination.Advance(Length);
    }

    internal void CopyTo(Span<byte> destination)
    {
        Put(Origin, ref destination);
        Put(Path, ref destination);
        Put("?"u8, ref destination);
        Put(Query, ref destination);
        Put(SignatureParameter, ref destination);
        Put(Signature, ref destination);

        static void Put(ReadOnlySpan<byte> part, ref Span<byte> rest)
        {
            part.CopyTo(rest);
            rest = rest[part.Length..];
        }
    }

    private void CopyTo(Span<char> destination)
    {
        Put(Origin, ref destination);
        Put(Path, ref destination);
        Put("?"u8, ref destination);
        Put(Query, ref destination);
        Put(SignatureParameter, ref destination);
        Put(Signature, ref destination);

        static void Put(ReadOnlySpan<byte> part, ref Span<char> rest)
        {
            Ascii.ToUtf16(part, rest, out var written);
            rest = rest[written..];
        }
    }
}
