using System.Buffers.Text;

namespace PresignKit.CloudFront.Documents;

/// <summary>
/// Base64 in the alphabet of CloudFront, in which nothing has a meaning in addresses or cookies: <c>-</c> for <c>+</c>, <c>~</c> for <c>/</c>, and <c>_</c>
/// for the padding <c>=</c> ("Create a signed URL using a canned policy", invalid and valid characters).
/// </summary>
internal static class QueryText
{
    public static byte[] Encode(ReadOnlySpan<byte> bytes)
    {
        var text = new byte[Base64.GetMaxEncodedToUtf8Length(bytes.Length)];
        Base64.EncodeToUtf8(bytes, text, out _, out _);
        var span = text.AsSpan();
        span.Replace((byte)'+', (byte)'-');
        span.Replace((byte)'/', (byte)'~');
        span.Replace((byte)'=', (byte)'_');
        return text;
    }
}
