using System.Buffers;
using System.Text;

namespace PresignKit.SigV4.Canonical;

/// <summary>
/// The growable byte buffer into which a canonical request is written. Each thread keeps as many as it has needed at the same time (two: for
/// request and parameters). A buffer in use is taken out, so a caller's buffer writer that signs URLs itself gets another one, and nothing
/// is shared or locked.
/// </summary>
internal sealed class Utf8Buffer
{
    private const int InitialCapacity = 2048;

    // A rare large buffer (a query of many kilobytes) is not kept for the life of the thread. A batch window with session tokens is smaller.
    private const int LargestKept = 256 * 1024;

    [ThreadStatic]
    private static Utf8Buffer? t_spare;

    private byte[] _bytes = new byte[InitialCapacity];
    private Utf8Buffer? _nextSpare;

    internal int Length { get; private set; }

    /// <summary>Whether the buffer is small enough for a thread to keep.</summary>
    internal bool IsWorthKeeping => _bytes.Length <= LargestKept;

    internal ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    internal ReadOnlySpan<byte> this[Range range] => Written[range];

    public override string ToString() => Encoding.UTF8.GetString(Written);

    internal static Utf8Buffer Rent()
    {
        var buffer = t_spare ?? new Utf8Buffer();
        t_spare = buffer._nextSpare;
        buffer._nextSpare = null;
        buffer.Length = 0;
        return buffer;
    }

    internal static void Return(Utf8Buffer buffer)
    {
        if (!buffer.IsWorthKeeping)
        {
            return;
        }

        buffer._nextSpare = t_spare;
        t_spare = buffer;
    }

    internal void Clear() => Length = 0;

    /// <summary>Truncates the buffer to a length.</summary>
    internal void Cut(int length) => Length = length;

    /// <summary>Makes room for <paramref name="count"/> more bytes, counts them as written, and returns them.</summary>
    internal Span<byte> Claim(int count)
    {
        var start = Length;
        if (_bytes.Length - start < count)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, start + count));
        }

        Length = start + count;
        return _bytes.AsSpan(start, count);
    }

    /// <summary>As above, but the caller may also write to <paramref name="spare"/> bytes after them, which the next claim overwrites.</summary>
    internal Span<byte> Claim(int count, int spare)
    {
        var start = Length;
        Claim(count + spare);
        Length = start + count;
        return _bytes.AsSpan(start, count + spare);
    }

    internal void Append(byte value) => Claim(1)[0] = value;

    internal void Append(ReadOnlySpan<byte> value) => value.CopyTo(Claim(value.Length));

    /// <summary>Appends text that is known to be ASCII. Anything else would leave bytes of an earlier request in the buffer.</summary>
    internal void AppendAscii(ReadOnlySpan<char> value)
    {
        if (Ascii.FromUtf16(value, Claim(value.Length), out _) != OperationStatus.Done)
        {
            throw new InvalidOperationException("The text is not ASCII, which an earlier check should have refused.");
        }
    }

    /// <summary>As <see cref="AppendAscii"/>, but in lowercase.</summary>
    internal void AppendLowerAscii(ReadOnlySpan<char> value)
    {
        if (Ascii.ToLower(value, Claim(value.Length), out _) != OperationStatus.Done)
        {
            throw new InvalidOperationException("The text is not ASCII, which an earlier check should have refused.");
        }
    }

    internal void AppendUtf8(ReadOnlySpan<char> value)
    {
        var start = Length;
        var written = Encoding.UTF8.GetBytes(value, Claim(Encoding.UTF8.GetMaxByteCount(value.Length)));
        Length = start + written;
    }
}
