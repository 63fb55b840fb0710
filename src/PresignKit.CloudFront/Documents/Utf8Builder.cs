using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace PresignKit.CloudFront.Documents;

/// <summary>Builds ASCII text in a pooled array. Its creator must dispose of it, because it may contain signatures.</summary>
internal ref struct Utf8Builder
{
    private const int FirstSize = 2048;

    // RFC 3986, 2.3. Everything else is percent-encoded: '*' and '?' would be wildcards in a policy, and '+' is a space for some.
    private static readonly SearchValues<byte> Unreserved = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"u8);
    private static readonly SearchValues<byte> UnreservedAndSlash =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/"u8);

    private byte[] _array = ArrayPool<byte>.Shared.Rent(FirstSize);

    public Utf8Builder()
    {
    }

    /// <summary>How many bytes have been written.</summary>
    public int Length { get; private set; }

    /// <summary>What has been written.</summary>
    public readonly ReadOnlySpan<byte> Written => _array.AsSpan(0, Length);

    /// <summary>Removes what was written last. It stays in the array, so it must not be secret.</summary>
    /// <param name="length">How many bytes remain.</param>
    public void Truncate(int length)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, Length);
        Length = length;
    }

    public void Append(scoped ReadOnlySpan<byte> text) => text.CopyTo(Claim(text.Length));

    /// <summary>Appends ASCII.</summary>
    public void Append(string text) => Encoding.ASCII.GetBytes(text, Claim(text.Length));

    public void Append(long number)
    {
        const int Longest = 20;
        var room = Claim(Longest);
        Utf8Formatter.TryFormat(number, room, out var written);
        Length -= Longest - written;
    }

    /// <summary>Appends a path, percent-encoded.</summary>
    public void AppendPath(scoped ReadOnlySpan<char> path)
    {
        // An object key has at most 1,024 bytes.
        Span<byte> bytes = stackalloc byte[ObjectKey.MaximumUtf8Length];
        AppendPath(bytes[..Encoding.UTF8.GetBytes(path, bytes)]);
    }

    /// <summary>Appends a path, percent-encoded.</summary>
    public void AppendPath(scoped ReadOnlySpan<byte> path) => AppendEncoded(path, UnreservedAndSlash);

    /// <summary>Appends the value of a query parameter, which is ASCII, percent-encoded.</summary>
    public void AppendValue(string value)
    {
        var bytes = Encoding.ASCII.GetBytes(value);
        AppendEncoded(bytes, Unreserved);
    }

    public void Dispose()
    {
        Array.Clear(_array, 0, Length);
        ArrayPool<byte>.Shared.Return(_array);
        _array = [];
        Length = 0;
    }

    private void AppendEncoded(scoped ReadOnlySpan<byte> rest, SearchValues<byte> plain)
    {
        while (rest.IndexOfAnyExcept(plain) is >= 0 and var next)
        {
            Append(rest[..next]);
            var encoded = Claim(3);
            encoded[0] = (byte)'%';
            Convert.TryToHexString(rest.Slice(next, 1), encoded[1..], out _);
            rest = rest[(next + 1)..];
        }

        Append(rest);
    }

    private Span<byte> Claim(int count)
    {
        if (_array.Length - Length < count)
        {
            Grow(count);
        }

        var room = _array.AsSpan(Length, count);
        Length += count;
        return room;
    }

    private void Grow(int count)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(2 * _array.Length, Length + count));
        _array.AsSpan(0, Length).CopyTo(larger);
        Array.Clear(_array, 0, Length);
        ArrayPool<byte>.Shared.Return(_array);
        _array = larger;
    }
}
