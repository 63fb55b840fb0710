using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace PresignKit.SigV4.Hashing.Lanes;

/// <summary>SHA-256 of one message per lane, in one or two groups of lanes.</summary>
internal static class LaneHash<TLanes, TVector>
    where TLanes : struct, ILanes<TVector>
    where TVector : struct
{
    /// <summary>The maximum number of messages that are hashed at the same time.</summary>
    internal static int MaxMessages => TLanes.Count * TLanes.Groups;

    /// <summary>Returns the number of groups that a number of messages requires.</summary>
    internal static int GroupsFor(int messages) => messages > TLanes.Count ? TLanes.Groups : 1;

    /// <summary>Sets every lane to the same state.</summary>
    internal static void Begin(LaneMemory memory, Sha256State state, int groups)
    {
        ref var states = ref memory.States;
        for (var group = 0; group < groups; group++)
        {
            for (var word = 0; word < Sha256Constants.WordsOfState; word++)
            {
                TLanes.Store(TLanes.Broadcast(state[word]), ref states);
                states = ref Unsafe.Add(ref states, TLanes.Count);
            }
        }
    }

    /// <summary>Compresses the block in the first sixteen vectors of each group's schedule.</summary>
    internal static void Compress(LaneMemory memory, int groups)
    {
        if (groups == 1)
        {
            LaneCompression<TLanes, TVector>.One(ref memory.States, ref memory.Schedules);
        }
        else
        {
            LaneCompression<TLanes, TVector>.Two(ref memory.States, ref memory.Between, ref memory.Schedules);
        }
    }

    /// <summary>Compresses blocks that are the same in every lane.</summary>
    internal static void Compress(LaneMemory memory, KnownBlocks blocks, int groups)
    {
        for (var block = 0; block < blocks.Count; block++)
        {
            Compress(memory, blocks.Words(block), groups);
        }
    }

    /// <summary>Hashes messages of whole blocks, starting with the current state of the lanes.</summary>
    /// <param name="memory">Receives the hashes as states.</param>
    /// <param name="messages">The start of the messages, from which the offsets are counted.</param>
    /// <param name="offsets">The offset of each message, one for every lane of every group. For idle lanes, it can be that of any message.</param>
    /// <param name="blocks">The number of blocks of each message.</param>
    internal static void Absorb(LaneMemory memory, ref byte messages, Span<int> offsets, ReadOnlySpan<int> blocks)
    {
        var groups = blocks.Length / TLanes.Count;
        var (shortest, longest) = Range(blocks);
        for (var block = 1; block <= longest; block++)
        {
            if (AlikeBlocks.Are(ref messages, offsets))
            {
                Compress(memory, memory.Alike.Words(ref Unsafe.Add(ref messages, offsets[0]), block), groups);
            }
            else
            {
                for (var group = 0; group < groups; group++)
                {
                    LaneBlocks<TLanes, TVector>.Load(ref messages, ref offsets[group * TLanes.Count], ref Schedule(memory, group));
                }

                Compress(memory, groups);
            }

            messages = ref Unsafe.Add(ref messages, Sha256Constants.BlockSize);
            if (block >= shortest && block < longest)
            {
                SetAside(memory, offsets, blocks, block);
            }
        }

        if (shortest < longest)
        {
            PutBack(memory, blocks, longest);
        }
    }

    internal static ref uint State(LaneMemory memory, int group) =>
        ref Unsafe.Add(ref memory.States, group * LaneCompression<TLanes, TVector>.StateSize);

    internal static ref uint Schedule(LaneMemory memory, int group) =>
        ref Unsafe.Add(ref memory.Schedules, group * LaneCompression<TLanes, TVector>.ScheduleSize);

    internal static ref uint Text(LaneMemory memory, int group) =>
        ref Unsafe.Add(ref memory.Texts, group * Sha256Constants.WordsOfBlock * TLanes.Count);

    private static void Compress(LaneMemory memory, ReadOnlySpan<uint> words, int groups)
    {
        if (groups == 1)
        {
            LaneKnownCompression<TLanes, TVector>.One(ref memory.States, words);
        }
        else
        {
            LaneKnownCompression<TLanes, TVector>.Two(ref memory.States, words);
        }
    }

    private static (int Shortest, int Longest) Range(ReadOnlySpan<int> blocks)
    {
        var (shortest, longest) = (blocks[0], blocks[0]);
        foreach (var count in blocks)
        {
            (shortest, longest) = (Math.Min(shortest, count), Math.Max(longest, count));
        }

        return (shortest, longest);
    }

    // A lane whose message has ended cannot stop. Its hash is saved, and it hashes its last block again until all messages have ended.
    [SkipLocalsInit]
    private static void SetAside(LaneMemory memory, Span<int> offsets, ReadOnlySpan<int> blocks, int done)
    {
        Span<uint> masks = stackalloc uint[LaneMemory.MaxLanes];
        for (var lane = 0; lane < blocks.Length; lane++)
        {
            masks[lane] = blocks[lane] == done ? uint.MaxValue : 0;
            if (blocks[lane] <= done)
            {
                offsets[lane] -= Sha256Constants.BlockSize;
            }
        }

        Merge(ref memory.Hashes, ref memory.States, masks, blocks.Length);
    }

    [SkipLocalsInit]
    private static void PutBack(LaneMemory memory, ReadOnlySpan<int> blocks, int longest)
    {
        Span<uint> masks = stackalloc uint[LaneMemory.MaxLanes];
        for (var lane = 0; lane < blocks.Length; lane++)
        {
            masks[lane] = blocks[lane] < longest ? uint.MaxValue : 0;
        }

        Merge(ref memory.States, ref memory.Hashes, masks, blocks.Length);
    }

    /// <summary>Copies the states of the lanes that the masks select.</summary>
    private static void Merge(ref uint into, ref uint from, ReadOnlySpan<uint> masks, int lanes)
    {
        for (; lanes > 0; lanes -= TLanes.Count)
        {
            var mask = TLanes.Load(ref MemoryMarshal.GetReference(masks));
            for (var word = 0; word < Sha256Constants.WordsOfState; word++)
            {
                TLanes.Store(TLanes.Choose(mask, TLanes.Load(ref from, word), TLanes.Load(ref into, word)), ref into, word);
            }

            into = ref Unsafe.Add(ref into, Sha256Constants.WordsOfState * TLanes.Count);
            from = ref Unsafe.Add(ref from, Sha256Constants.WordsOfState * TLanes.Count);
            masks = masks[TLanes.Count..];
        }
    }
}
