using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using PresignKit.SigV4.Canonical;
using PresignKit.SigV4.Hashing;
using PresignKit.SigV4.Signing;
using PresignKit.SigV4.Templates;

namespace PresignKit.SigV4.Batching;

/// <summary>
/// A part of a batch: enough URLs to fill the processor's lanes, but few enough for its cache. The buffer contains their canonical
/// requests one after another, padded, so that they can be hashed in any order; if they all end the same way (<see cref="IsAlike"/>), it
/// contains only the beginnings. The signatures are in the order of the keys. Each thread keeps one window for reuse.
/// </summary>
internal sealed partial class PresignWindow
{
    /// <summary>The maximum number of URLs in a window: enough to sort messages of different lengths into lanes of equal length.</summary>
    internal const int MaxUrls = 128;

    // Long messages (session tokens) fill a window sooner, but never so soon that lanes are idle.
    private const int UsualBytes = 64 * 1024;
    private const int MinUrls = 32;

    [ThreadStatic]
    private static PresignWindow? t_spare;

    private readonly Utf8Buffer _messages = new();

    // The most recently hashed shared blocks, and the state after them.
    private readonly Utf8Buffer _hashed = new();
    private Sha256State _afterHashed = Sha256State.Initial;

    private readonly WindowEntry[] _entries = new WindowEntry[MaxUrls];

    // Where the queries of objects with parameters of their own end.
    private readonly int[] _queryEnds = new int[MaxUrls];

    // One more place than there are URLs: idle lanes write to it.
    private readonly byte[] _signatures = new byte[(MaxUrls + 1) * Signature.HexSize];

    private PresignWindow()
    {
    }

    internal int Count { get; private set; }

    internal ReadOnlySpan<WindowEntry> Entries => _entries.AsSpan(0, Count);

    /// <summary>All messages, each filled up to whole blocks.</summary>
    internal ReadOnlySpan<byte> Messages => _messages.Written;

    /// <summary>How many blocks at the beginning are the same in all messages.</summary>
    internal int SharedBlocks { get; private set; }

    /// <summary>The state after those blocks.</summary>
    internal Sha256State Beginning { get; private set; }

    /// <summary>The blocks that end all messages and are not in <see cref="Messages"/>.</summary>
    internal KnownBlocks Ending { get; private set; } = KnownBlocks.None;

    /// <summary>Whether all messages have the same length and the same ending.</summary>
    internal bool IsAlike => Ending.Count > 0;

    /// <summary>Where signatures are written, at <see cref="PlaceOf"/>.</summary>
    internal Span<byte> Signatures => _signatures;

    private bool IsFull => Count == MaxUrls || (_messages.Length >= UsualBytes && Count >= MinUrls);

    /// <summary>Takes the thread's window, or a new one if it is in use: a caller's buffer writer may itself sign URLs.</summary>
    internal static PresignWindow Rent()
    {
        var window = t_spare ?? new PresignWindow();
        t_spare = null;
        return window;
    }

    internal static void Return(PresignWindow window)
    {
        if (window._messages.IsWorthKeeping)
        {
            t_spare = window;
        }
    }

    /// <summary>Returns where the signature of a URL is written. The place after the last URL is never read.</summary>
    internal static int PlaceOf(int index) => index * Signature.HexSize;

    /// <summary>Replaces the contents with the canonical requests of as many objects as there is room for.</summary>
    internal void Fill(PresignTemplate template, ReadOnlySpan<string> keys)
    {
        Clear();
        if (MayBeAlike(keys) && TryFillAlike(template, keys))
        {
            return;
        }

        Clear();
        FillMixed(template, keys);
    }

    internal void Clear()
    {
        _messages.Clear();
        Count = 0;
        SharedBlocks = 0;
        Beginning = Sha256State.Initial;
        Ending = KnownBlocks.None;
    }

    /// <summary>
    /// Returns a canonical request without its padding. Only for a window that is not <see cref="IsAlike"/>, which contains all of it.
    /// </summary>
    internal ReadOnlySpan<byte> Message(in WindowEntry entry) => Messages.Slice(entry.Start, entry.Length);

    /// <summary>Returns one of the URLs.</summary>
    internal PresignedUrlParts Url(int index, PresignTemplate template)
    {
        ref readonly var entry = ref _entries[index];
        return new()
        {
            Start = template.UrlStart,
            Path = Messages[(entry.Start + template.KeyStart)..entry.KeyEnd],
            Query = template.UrlQuery,
            Signature = _signatures.AsSpan(PlaceOf(index), Signature.HexSize),
        };
    }

    /// <summary>Writes all URLs without separators.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)] // Inlined into the loop over windows, its variables would be spilled to memory.
    internal void CopyTo(IBufferWriter<byte> destination, PresignTemplate template)
    {
        var length = Count * (template.UrlStart.Length - template.KeyStart + template.UrlQuery.Length + Signature.HexSize);
        foreach (ref readonly var entry in Entries)
        {
            length += entry.KeyEnd - entry.Start;
        }

        var start = template.UrlStart;
        var query = template.UrlQuery;
        var keyStart = template.KeyStart;
        var messages = Messages;
        var signatures = _signatures.AsSpan();
        var room = destination.GetSpan(length);
        foreach (ref readonly var entry in Entries)
        {
            var path = messages[(entry.Start + keyStart)..entry.KeyEnd];
            start.CopyTo(room);
            path.CopyTo(room[start.Length..]);
            room = room[(start.Length + path.Length)..];
            query.CopyTo(room);
            signatures[..Signature.HexSize].CopyTo(room[query.Length..]);
            room = room[(query.Length + Signature.HexSize)..];
            signatures = signatures[Signature.HexSize..];
        }

        destination.Advance(length);
    }

    // A quick check: in most lists, either all keys have the same length or the lengths vary a lot.
    private static bool MayBeAlike(ReadOnlySpan<string> keys)
    {
        var lanes = WindowSignatures.Lanes;
        return lanes > 1 && keys.Length >= lanes && keys[0]?.Length == keys[lanes - 1]?.Length && keys[0]?.Length == keys[lanes / 2]?.Length;
    }

    // The segments of a playlist or the thumbnails of a page: if the keys have the same length, their requests differ in only a block or two.
    // Returns false if that applies to too few keys to fill the lanes, or if the template keeps a different ending.
    private bool TryFillAlike(PresignTemplate template, ReadOnlySpan<string> keys)
    {
        var keyEnd = template.AppendBeginning(_messages, keys[0]);
        if (template.EndingAfter(keyEnd) is not { } ending)
        {
            return false;
        }

        var size = _messages.Length;
        var count = 1;
        _entries[0] = new WindowEntry(0, keyEnd, size, size / Sha256Constants.BlockSize);
        var most = Math.Min(Math.Min(keys.Length, MaxUrls), Math.Max(MinUrls, UsualBytes / size));
        for (; count < most; count++)
        {
            var start = _messages.Length;
            if (template.AppendBeginning(_messages, keys[count]) != keyEnd)
            {
                _messages.Cut(start);
                break;
            }

            _entries[count] = new WindowEntry(start, start + keyEnd, size, size / Sha256Constants.BlockSize);
        }

        if (count < WindowSignatures.Lanes)
        {
            return false;
        }

        Count = count;
        Ending = ending;
        SharedBlocks = CountShared(keyEnd / Sha256Constants.BlockSize);
        HashShared();
        return true;
    }

    // Not done while the messages are written: a wide read of what was just written in pieces would have to wait for the writes.
    private int CountShared(int blocks)
    {
        for (var block = 0; block < blocks; block++)
        {
            if (!IsShared(block * Sha256Constants.BlockSize))
            {
                return block;
            }
        }

        return blocks;
    }

    private bool IsShared(int offset)
    {
        ref var blocks = ref Unsafe.Add(ref MemoryMarshal.GetReference(Messages), offset);
        var first = Vector512.LoadUnsafe(ref blocks);
        foreach (ref readonly var entry in Entries)
        {
            if (Vector512.LoadUnsafe(ref blocks, (nuint)entry.Start) != first)
            {
                return false;
            }
        }

        return true;
    }

    // Consecutive windows share the same blocks, and so does the next batch, so the last result is kept.
    private void HashShared()
    {
        var shared = Messages[..(SharedBlocks * Sha256Constants.BlockSize)];
        if (!shared.SequenceEqual(_hashed.Written))
        {
            _hashed.Clear();
            _hashed.Append(shared);
            _afterHashed = Sha256State.Initial;
            _afterHashed.Absorb(shared);
        }

        Beginning = _afterHashed;
    }

    private void FillMixed(PresignTemplate template, ReadOnlySpan<string> keys)
    {
        foreach (var key in keys)
        {
            if (IsFull)
            {
                break;
            }

            var start = _messages.Length;
            var (keyEnd, length) = template.Append(_messages, key);
            _entries[Count++] = new WindowEntry(start, start + keyEnd, length, (_messages.Length - start) / Sha256Constants.BlockSize);
        }
    }
}
