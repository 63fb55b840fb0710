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
/// Some of the URLs of a batch: as many as keep the processor's lanes full and its cache unstrained. Their canonical requests lie one after the
/// other, padded, ready to be hashed in any order; of requests that end alike (<see cref="IsAlike"/>) only the beginnings do. Their signatures come out in the
/// order in which the keys came in. Each thread keeps one for reuse.
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

    // Blocks that messages shared, and the state after them.
    private readonly Utf8Buffer _hashed = new();
    private Sha256State _afterHashed = Sha256State.Initial;

    private readonly WindowEntry[] _entries = new WindowEntry[MaxUrls];

    // One place more than there are URLs: idle lanes write there.
    private readonly byte[] _signatures = new byte[(MaxUrls + 1) * Signature.HexSize];

    private PresignWindow()
    {
    }

    internal int Count { get; private set; }

    internal ReadOnlySpan<WindowEntry> Entries => _entries.AsSpan(0, Count);

    /// <summary>All messages, each of full blocks.</summary>
    internal ReadOnlySpan<byte> Messages => _messages.Written;

    /// <summary>How many blocks at the beginning are the same in all messages.</summary>
    internal int SharedBlocks { get; private set; }

    /// <summary>The state after those blocks.</summary>
    internal Sha256State Beginning { get; private set; }

    /// <summary>The blocks that end all messages, which do not stand there.</summary>
    internal KnownBlocks Ending { get; private set; } = KnownBlocks.None;

    /// <summary>Whether all messages are of one length and share their ending.</summary>
    internal bool IsAlike => Ending.Count > 0;

    /// <summary>Where signatures are written, at <see cref="PlaceOf"/>.</summary>
    internal Span<byte> Signatures => _signatures;

    private bool IsFull => Count == MaxUrls || (_messages.Length >= UsualBytes && Count >= MinUrls);

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
        {
            t_spare = window;
        }
    }

    /// <summary>Forgets what was there and takes in the canonical requests of as many objects as there is room for.</summary>
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

    // Whether it is worth a try: most lists are of one length or of any.
    private static bool MayBeAlike(ReadOnlySpan<string> keys)
    {
        var lanes = WindowSignatures.Lanes;
        return lanes > 1 && keys.Length >= lanes && keys[0]?.Length == keys[lanes - 1]?.Length && keys[0]?.Length == keys[lanes / 2]?.Length;
    }

    // The segments of a playlist, the thumbnails of a page: as long as keys are of one length, their requests differ in a block or two. False where that
    // is so for too few to fill the lanes, or the template keeps another ending.
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

    // Not while they are written: reading at once what was just written in pieces has to wait for it.
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

    // One window after the other shares the same, and so does the next batch: what was hashed last is kept.
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

    /// <summary>A canonical request without its padding: of a window that is not <see cref="IsAlike"/>, in which all of it stands.</summary>
    internal ReadOnlySpan<byte> Message(in WindowEntry entry) => Messages.Slice(entry.Start, entry.Length);

    /// <summary>One of the URLs.</summary>
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

    /// <summary>Writes all URLs, one directly after the other.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)] // Within the loop over windows, its variables would be in memory.
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

    /// <summary>Where the signature of a URL goes. That after the last goes where nobody reads it.</summary>
    internal static int PlaceOf(int index) => index * Signature.HexSize;
}
