using System.Buffers.Binary;
using System.Text;
using PresignKit.SigV4.Canonical;
using PresignKit.SigV4.Hashing;
using PresignKit.SigV4.Signing;

namespace PresignKit.SigV4.Batching;

/// <summary>
/// Some of the URLs of a batch: as many as keep the processor's lanes full and its cache unstrained. Their canonical requests lie one after the
/// other, padded, ready to be hashed in any order; their signatures come out in the order in which the keys came in. Each thread keeps one for reuse.
/// </summary>
internal sealed class PresignWindow
{
    /// <summary>The most URLs in a window: enough for messages of unequal lengths to be sorted into lanes of equal ones.</summary>
    internal const int MaxUrls = 128;

    // Long messages (session tokens) fill a window sooner, but never so soon that lanes are left idle.
    private const int UsualBytes = 64 * 1024;
    private const int MinUrls = 32;

    [ThreadStatic]
    private static PresignWindow? t_spare;

    private readonly Utf8Buffer _messages = new();
    private readonly WindowEntry[] _entries = new WindowEntry[MaxUrls];

    // One place more than there are URLs: idle lanes write there.
    private readonly byte[] _endings = new byte[(MaxUrls + 1) * EndingSize];

    private PresignWindow()
    {
        for (var i = 0; i <= MaxUrls; i++)
            PresignedUrlParts.SignatureParameter.CopyTo(_endings.AsSpan(i * EndingSize));
    }

    /// <summary>The end of a URL: the name of the signature's parameter and the signature.</summary>
    private static int EndingSize => PresignedUrlParts.SignatureParameter.Length + Signature.HexSize;

    internal int Count { get; private set; }

    internal bool IsFull => Count == MaxUrls || (_messages.Length >= UsualBytes && Count >= MinUrls);

    internal ReadOnlySpan<WindowEntry> Entries => _entries.AsSpan(0, Count);

    /// <summary>All messages, each padded to full blocks.</summary>
    internal ReadOnlySpan<byte> Messages => _messages.Written;

    /// <summary>Where signatures are written, at <see cref="PlaceOf"/>.</summary>
    internal Span<byte> Endings => _endings;

    /// <summary>Takes this thread's window, or a new one where it is in use: a caller's buffer writer may sign in turn.</summary>
    internal static PresignWindow Rent()
    {
        var window = t_spare ?? new PresignWindow();
        t_spare = null;
        return window;
    }

    internal static void Return(PresignWindow window)
    {
        if (window._messages.IsWorthKeeping)
            t_spare = window;
    }

    internal void Clear()
    {
        _messages.Clear();
        Count = 0;
    }

    /// <summary>Adds the canonical request for an object.</summary>
    internal void Add(in CommonParts common, string key)
    {
        var start = _messages.Length;
        var length = UriEncoding.IsPlain(key)
            ? Append(common, key)
            : AppendEscaped(common, key);
        _entries[Count++] = new WindowEntry(start, start + length - common.Tail.Length, length, (_messages.Length - start) / Sha256Constants.BlockSize);
    }

    // Nearly every key stands in a URL as it is: then all lengths are known before, and there are three copies. The last copies the longest
    // padding there is; what is too much of it is overwritten by the next message.
    private int Append(in CommonParts common, string key)
    {
        var length = common.Head.Length + key.Length + common.Tail.Length;
        var message = _messages.Claim(Sha256Padding.PaddedLength(length), spare: Sha256Padding.MaxLength);
        common.Head.CopyTo(message);
        Ascii.FromUtf16(key, message[common.Head.Length..], out _);
        common.TailAndPadding.CopyTo(message[(common.Head.Length + key.Length)..]);
        BinaryPrimitives.WriteInt64BigEndian(message[(Sha256Padding.PaddedLength(length) - sizeof(long))..], length * 8L);
        return length;
    }

    private int AppendEscaped(in CommonParts common, string key)
    {
        var start = _messages.Length;
        _messages.Append(common.Head);
        UriEncoding.AppendKey(_messages, key);
        _messages.Append(common.Tail);
        var length = _messages.Length - start;
        Sha256Padding.Fill(_messages.Claim(Sha256Padding.PaddedLength(length) - length), length);
        return length;
    }

    internal ReadOnlySpan<byte> Message(in WindowEntry entry) => Messages.Slice(entry.Start, entry.Length);

    /// <summary>From where the path begins to where the query ends, with the canonical request's line feed between the two.</summary>
    internal ReadOnlySpan<byte> PathAndQuery(int index, int pathStart, int queryLength)
    {
        ref readonly var entry = ref _entries[index];
        return Messages[(entry.Start + pathStart)..(entry.PathEnd + 1 + queryLength)];
    }

    /// <summary>The end of a URL, once it has been signed.</summary>
    internal ReadOnlySpan<byte> Ending(int index) => _endings.AsSpan(index * EndingSize, EndingSize);

    /// <summary>Where the signature of a URL goes. That after the last goes where nobody reads it.</summary>
    internal static int PlaceOf(int index) => (index * EndingSize) + PresignedUrlParts.SignatureParameter.Length;
}
