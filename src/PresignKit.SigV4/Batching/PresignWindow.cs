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
    private readonly byte[] _signatures = new byte[(MaxUrls + 1) * Signature.HexSize];
    private int _pathStart;

    private PresignWindow()
    {
    }

    internal int Count { get; private set; }

    internal bool IsFull => Count == MaxUrls || (_messages.Length >= UsualBytes && Count >= MinUrls);

    internal ReadOnlySpan<WindowEntry> Entries => _entries.AsSpan(0, Count);

    /// <summary>All messages, each padded to full blocks.</summary>
    internal ReadOnlySpan<byte> Messages => _messages.Written;

    /// <summary>Receives the signatures, in the order of the entries, and at last one that nobody reads.</summary>
    internal Span<byte> Signatures => _signatures;

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

    /// <summary>Adds a canonical request.</summary>
    /// <param name="head">Method and line feed, and the path as far as all have it in common.</param>
    /// <param name="pathStart">Where the path begins in the head.</param>
    /// <param name="key">The rest of the path, decoded.</param>
    /// <param name="tail">All that follows the path.</param>
    internal void Add(ReadOnlySpan<byte> head, int pathStart, string key, ReadOnlySpan<byte> tail)
    {
        var start = _messages.Length;
        var length = UriEncoding.IsPlain(key)
            ? Append(head, key, tail)
            : AppendEscaped(head, key, tail);
        _pathStart = pathStart;
        _entries[Count++] = new WindowEntry(start, start + length - tail.Length, length, (_messages.Length - start) / Sha256Constants.BlockSize);
    }

    // Nearly every key stands in a URL as it is: then all lengths are known before, and there are only copies.
    private int Append(ReadOnlySpan<byte> head, string key, ReadOnlySpan<byte> tail)
    {
        var length = head.Length + key.Length + tail.Length;
        var message = _messages.Claim(Sha256Padding.PaddedLength(length));
        head.CopyTo(message);
        Ascii.FromUtf16(key, message[head.Length..], out _);
        tail.CopyTo(message[(head.Length + key.Length)..]);
        Sha256Padding.Fill(message[length..], length);
        return length;
    }

    private int AppendEscaped(ReadOnlySpan<byte> head, string key, ReadOnlySpan<byte> tail)
    {
        var start = _messages.Length;
        _messages.Append(head);
        UriEncoding.AppendKey(_messages, key);
        _messages.Append(tail);
        var length = _messages.Length - start;
        Sha256Padding.Fill(_messages.Claim(Sha256Padding.PaddedLength(length) - length), length);
        return length;
    }

    internal ReadOnlySpan<byte> Message(in WindowEntry entry) => Messages.Slice(entry.Start, entry.Length);

    internal ReadOnlySpan<byte> Path(int index) => Messages[(_entries[index].Start + _pathStart).._entries[index].PathEnd];

    internal ReadOnlySpan<byte> SignatureOf(int index) => _signatures.AsSpan(index * Signature.HexSize, Signature.HexSize);
}
