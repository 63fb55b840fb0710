using System.Buffers;

namespace PresignKit.SigV4.Canonical;

/// <summary>Step: URI encoding of an object key that is UTF-8 already, as <see cref="UriEncoding"/> does it for text.</summary>
/// <remarks>Amazon S3 API Reference, "Signature Calculations for the Authorization Header", UriEncode().</remarks>
internal static class Utf8KeyEncoding
{
    private static readonly SearchValues<byte> KeyCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/"u8);

    /// <summary>Whether a key needs no encoding.</summary>
    internal static bool IsPlain(ReadOnlySpan<byte> key) => !key.ContainsAnyExcept(KeyCharacters);

    internal static void AppendKey(Utf8Buffer buffer, ReadOnlySpan<byte> key)
    {
        while (key.IndexOfAnyExcept(KeyCharacters) is >= 0 and var run)
        {
            buffer.Append(key[..run]);
            var escaped = buffer.Claim(3);
            escaped[0] = (byte)'%';
            escaped[1] = "0123456789ABCDEF"u8[key[run] >> 4];
            escaped[2] = "0123456789ABCDEF"u8[key[run] & 15];
            key = key[(run + 1)..];
        }

        buffer.Append(key);
    }
}
