using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using PresignKit.SigV4.Hashing;
using PresignKit.SigV4.Hashing.Lanes;
using PresignKit.SigV4.Signing;

namespace PresignKit.SigV4.Batching;

/// <summary>
/// The signatures of a window in lanes: <see cref="Signature"/> for as many URLs at once as there are lanes. Only canonical requests are
/// read from memory, and only signatures are written to it; the hashes in between, and their hex, stay in vectors.
/// </summary>
internal static class LaneSignatures<TLanes, TVector>
    where TLanes : struct, ILanes<TVector>
    where TVector : struct
{
    [SkipLocalsInit]
    internal static void Write(SigningMoment moment, PresignWindow window)
    {
        var memory = LaneMemory.Current;
        Span<int> order = stackalloc int[PresignWindow.MaxUrls];
        order = order[..window.Count];
        if (window.IsAlike)
        {
            WindowOrder.AsTheyCome(order);
        }
        else
        {
            WindowOrder.ByBlocks(window.Entries, order);
        }

        while (!order.IsEmpty)
        {
            var count = Math.Min(order.Length, LaneHash<TLanes, TVector>.MaxMessages);
            WriteSome(memory, moment, window, order[..count]);
            order = order[count..];
        }
    }

    private static void WriteSome(LaneMemory memory, SigningMoment moment, PresignWindow window, ReadOnlySpan<int> urls)
    {
        var groups = LaneHash<TLanes, TVector>.GroupsFor(urls.Length);
        var lanes = groups * TLanes.Count;
        HashCanonicalRequests(memory, window, urls, lanes);
        HashStringsToSign(memory, moment.StringToSignHead, groups);
        HashOuter(memory, moment.Key.Hmac.Outer, groups);
        WriteHex(memory, window, urls, lanes);
    }

    [SkipLocalsInit]
    private static void HashCanonicalRequests(LaneMemory memory, PresignWindow window, ReadOnlySpan<int> urls, int lanes)
    {
        Span<int> offsets = stackalloc int[LaneMemory.MaxLanes];
        Span<int> blocks = stackalloc int[LaneMemory.MaxLanes];
        var entries = window.Entries;
        for (var lane = 0; lane < lanes; lane++)
        {
            // Idle lanes hash the same as the last one.
            ref readonly var entry = ref entries[urls[Math.Min(lane, urls.Length - 1)]];
            offsets[lane] = entry.Start + (window.SharedBlocks * Sha256Constants.BlockSize);
            blocks[lane] = entry.Blocks - window.SharedBlocks;
        }

        var groups = lanes / TLanes.Count;
        LaneHash<TLanes, TVector>.Begin(memory, window.Beginning, groups);
        LaneHash<TLanes, TVector>.Absorb(memory, ref MemoryMarshal.GetReference(window.Messages), offsets[..lanes], blocks[..lanes]);
        LaneHash<TLanes, TVector>.Compress(memory, window.Ending, groups);
    }

    // The inner hash of the HMAC: it continues after the key and the head with the rest of the head and 64 characters of hex.
    private static void HashStringsToSign(LaneMemory memory, StringToSignHead head, int groups)
    {
        for (var group = 0; group < groups; group++)
        {
            LaneHex<TLanes, TVector>.Write(ref LaneHash<TLanes, TVector>.State(memory, group), ref LaneHash<TLanes, TVector>.Text(memory, group));
        }

        LaneHash<TLanes, TVector>.Begin(memory, head.State, groups);
        var template = head.Template;
        for (var start = 0; start < template.Length; start += Sha256Constants.WordsOfBlock)
        {
            for (var group = 0; group < groups; group++)
            {
                MixBlock(head, start, ref LaneHash<TLanes, TVector>.Text(memory, group), ref LaneHash<TLanes, TVector>.Schedule(memory, group));
            }

            LaneHash<TLanes, TVector>.Compress(memory, groups);
        }
    }

    /// <summary>
    /// Makes a block of the string to sign in all lanes: the words that are the same in all lanes, combined with those of the hex. The head
    /// may end within a word; each word of hex is then spread over two.
    /// </summary>
    private static void MixBlock(StringToSignHead head, int start, ref uint text, ref uint words)
    {
        var firstWord = head.Rest.Length / sizeof(uint);
        var shift = head.Rest.Length % sizeof(uint) * 8;
        for (var i = 0; i < Sha256Constants.WordsOfBlock; i++)
        {
            var word = TLanes.Broadcast(head.Template[start + i]);
            var at = start + i - firstWord;
            if (at is >= 0 and < Sha256Constants.WordsOfBlock)
            {
                word = TLanes.Or(word, TLanes.ShiftRight(TLanes.Load(ref text, at), shift));
            }

            if (shift > 0 && at is > 0 and <= Sha256Constants.WordsOfBlock)
            {
                word = TLanes.Or(word, TLanes.ShiftLeft(TLanes.Load(ref text, at - 1), 32 - shift));
            }

            TLanes.Store(word, ref words, i);
        }
    }

    // The outer hash: one block. The first half is the inner hash, and the second half is padding.
    private static void HashOuter(LaneMemory memory, Sha256State outer, int groups)
    {
        const uint MessageEnd = (uint)Sha256Padding.End << 24;
        const uint MessageBits = (Sha256Constants.BlockSize + Sha256.Size) * 8;
        for (var group = 0; group < groups; group++)
        {
            ref var inner = ref LaneHash<TLanes, TVector>.State(memory, group);
            ref var words = ref LaneHash<TLanes, TVector>.Schedule(memory, group);
            for (var i = 0; i < Sha256Constants.WordsOfState; i++)
            {
                TLanes.Store(TLanes.Load(ref inner, i), ref words, i);
            }

            for (var i = Sha256Constants.WordsOfState; i < Sha256Constants.WordsOfBlock; i++)
            {
                var word = i == Sha256Constants.WordsOfState ? MessageEnd : i == Sha256Constants.WordsOfBlock - 1 ? MessageBits : 0u;
                TLanes.Store(TLanes.Broadcast(word), ref words, i);
            }
        }

        LaneHash<TLanes, TVector>.Begin(memory, outer, groups);
        LaneHash<TLanes, TVector>.Compress(memory, groups);
    }

    [SkipLocalsInit]
    private static void WriteHex(LaneMemory memory, PresignWindow window, ReadOnlySpan<int> urls, int lanes)
    {
        Span<int> places = stackalloc int[LaneMemory.MaxLanes];
        for (var lane = 0; lane < lanes; lane++)
        {
            places[lane] = PresignWindow.PlaceOf(lane < urls.Length ? urls[lane] : PresignWindow.MaxUrls);
        }

        for (var group = 0; group < lanes / TLanes.Count; group++)
        {
            ref var text = ref LaneHash<TLanes, TVector>.Text(memory, group);
            LaneHex<TLanes, TVector>.Write(ref LaneHash<TLanes, TVector>.State(memory, group), ref text);
            LaneBlocks<TLanes, TVector>.Store(ref text, ref MemoryMarshal.GetReference(window.Signatures), ref places[group * TLanes.Count]);
        }
    }
}
