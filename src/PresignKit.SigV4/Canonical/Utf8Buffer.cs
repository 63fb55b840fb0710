using System.Buffers;
using System.Text;

namespace PresignKit.SigV4.Canonical;

/// <summary>
/// The growing byte buffer in which one canonical request is written. Each thread keeps those it has needed at once (two: request and
/// parameters) and takes them out while in use, so a caller's buffer writer that signs in turn gets another one, and
/// nothing is ever shared or locked.
/// </summary>
internal sealed class Utf8Buffer
{
    private const int InitialCapacity = 2048;

    // A rare giant (a query of many kilobytes) is not kept for the thread's life. A window of a batch with a session token is none.
    private const int LargestKept = 256 * 1024;

    [ThreadStatic]
    private static Utf8Buffer? t_spare;

    private byte[] _bytes = new byte[InitialCapacity];
    private Utf8Buffer? _nextSpare;

    internal int Length { get; private set; }

    /// <summary>Whether it is of a size that a thread may keep.</summary>
    internal bool IsWorthKeeping => _bytes.Length <= LargestKept;

    internal ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    internal ReadOnlySpan<byte> this[Range range] => Written[range];

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

    /// <summary>Takes back what was written from a place on.</summary>
    internal void Cut(int length) => Length = length;

    /// <summary>Makes room for <paramref name="count"/> more bytes and counts them as written.</summary>
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

    /// <summary>As above, and lets the caller write beyond, where the next to claim writes in turn.</summary>
    internal Span<byte> Claim(int count, int spare)
    {
        var start = Length;
        Claim(count + spare);
        Length = start + count;
        return _bytes.AsSpan(start, count + spare);
    }

    internal void Append(byte value) => Claim(1)[0] = value;

    internal void Append(ReadOnlySpan<byte> value) => value.CopyTo(Claim(value.Length));

    /// <summary>Appends text that was checked to be ASCII. Anything else would leave bytes of an earlier request standing here.</summary>
    internal void AppendAscii(ReadOnlySpan<char> value)
    {
        if (Ascii.FromUtf16(value, Claim(value.Length), out _) != OperationStatus.Done)
        {
            throw new InvalidOperationException("Text that is not ASCII was not caught earlier.");
        }
    }

    /// <summary>As <see cref="AppendAscii"/>, in lower case.</summary>
    internal void AppendLowerAscii(ReadOnlySpan<char> value)
    {
        if (Ascii.ToLower(value, Claim(value.Length), out _) != OperationStatus.Done)
        {
            throw new InvalidOperationException("Text that is not ASCII was not caught earlier.");
        }
    }

    internal void AppendUtf8(ReadOnlySpan<char> value)
    {
        var start = Length;
        var written = Encoding.UTF8.GetBytes(value, Claim(Encoding.UTF8.GetMaxByteCount(value.Length)));
        Length = start + written;
    }

    public override string ToString() => Encoding.UTF8.GetString(Written);
}
