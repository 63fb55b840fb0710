using System.Buffers;
using System.Runtime.CompilerServices;
using PresignKit.SigV4.Canonical;
using PresignKit.SigV4.Hashing;
using PresignKit.SigV4.Signing;
using PresignKit.SigV4.Templates;

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
    internal void Add(PresignTemplate template, string key)
    {
        var start = _messages.Length;
        var (pathEnd, length) = template.Append(_messages, key);
        _entries[Count++] = new WindowEntry(start, start + pathEnd, length, (_messages.Length - start) / Sha256Constants.BlockSize);
    }

    /// <summary>A canonical request without its padding.</summary>
    internal ReadOnlySpan<byte> Message(in WindowEntry entry) => Messages.Slice(entry.Start, entry.Length);

    /// <summary>One of the URLs.</summary>
    internal PresignedUrlParts Url(int index, ReadOnlySpan<byte> origin, PresignTemplate template)
    {
        ref readonly var entry = ref _entries[index];
        var pathStart = entry.Start + template.PathStart;
        return new()
        {
            Origin = origin,
            PathAndQuery = Messages[pathStart..(entry.PathEnd + 1 + template.QueryLength)],
            PathLength = entry.PathEnd - pathStart,
            Ending = Ending(index),
        };
    }

    /// <summary>Writes all URLs, one directly after the other.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)] // Within the loop over windows, its variables would be in memory.
    internal void CopyTo(IBufferWriter<byte> destination, ReadOnlySpan<byte> origin, PresignTemplate template)
    {
        var length = Count * (origin.Length - template.PathStart + 1 + template.QueryLength + EndingSize);
        foreach (ref readonly var entry in Entries)
            length += entry.PathEnd - entry.Start;

        var room = destination.GetSpan(length);
        for (var i = 0; i < Count; i++)
        {
            var url = Url(i, origin, template);
            url.CopyTo(room);
            room = room[url.Length..];
        }

        destination.Advance(length);
    }

    /// <summary>The end of a URL, once it has been signed.</summary>
    internal ReadOnlySpan<byte> Ending(int index) => _endings.AsSpan(index * EndingSize, EndingSize);

    /// <summary>Where the signature of a URL goes. That after the last goes where nobody reads it.</summary>
    internal static int PlaceOf(int index) => (index * EndingSize) + PresignedUrlParts.SignatureParameter.Length;
}
