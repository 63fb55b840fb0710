using System.Buffers;
using System.Text;

namespace PresignKit.Playlists;

/// <summary>
/// Percent-encodes the path of an object in an address of the application: all but unreserved characters and slashes (RFC 3986, section 2.3), so that nothing in
/// a name ends the address or begins anything else.
/// </summary>
internal static class PathEncoding
{
    private static readonly SearchValues<byte> Unreserved =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/"u8);

    public static void Write(ReadOnlySpan<char> path, IBufferWriter<byte> destination)
    {
        // A key has at most 1,024 bytes.
        Span<byte> bytes = stackalloc byte[ObjectKey.MaximumUtf8Length];
        ReadOnlySpan<byte> rest = bytes[..Encoding.UTF8.GetBytes(path, bytes)];
        while (rest.IndexOfAnyExcept(Unreserved) is >= 0 and var next)
        {
            destination.Write(rest[..next]);
            var encoded = destination.GetSpan(3);
            encoded[0] = (byte)'%';
            Convert.TryToHexString(rest.Slice(next, 1), encoded[1..], out _);
            destination.Advance(3);
            rest = rest[(next + 1)..];
        }

        destination.Write(rest);
    }
}
