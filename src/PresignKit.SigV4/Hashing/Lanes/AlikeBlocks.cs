using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace PresignKit.SigV4.Hashing.Lanes;

/// <summary>
/// Blocks that happen to be the same in all lanes: messages whose keys have the same length have everything in the same places, and differ in a few
/// blocks only. The words of the rounds of such a block are computed once for all lanes, and kept, because the next lanes usually have the same block there.
/// </summary>
internal sealed class AlikeBlocks
{
    // A message with a session token has more blocks; those that share a place then take turns.
    private const int Places = 32;

    private readonly byte[] _blocks = new byte[Places * Sha256Constants.BlockSize];
    private readonly uint[] _words = new uint[Places * Sha256Constants.Rounds];

    /// <summary>Starts with what the words of a block of zeros are.</summary>
    public AlikeBlocks()
    {
        for (var place = 0; place < Places; place++)
        {
            Expand(place);
        }
    }

    /// <summary>Whether the blocks at all offsets are the same.</summary>
    internal static bool Are(ref byte messages, ReadOnlySpan<int> offsets)
    {
        var first = Vector512.LoadUnsafe(ref messages, (nuint)offsets[0]);
        foreach (var offset in offsets[1..])
        {
            if (Vector512.LoadUnsafe(ref messages, (nuint)offset) != first)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Returns the words of the rounds of a block, with the constants of the rounds added.</summary>
    /// <param name="block">The first byte of the block.</param>
    /// <param name="number">The number of the block in its message.</param>
    internal ReadOnlySpan<uint> Words(ref byte block, int number)
    {
        var place = number % Places;
        var start = place * Sha256Constants.BlockSize;
        var wanted = Vector512.LoadUnsafe(ref block);
        ref var kept = ref _blocks[start];
        if (Vector512.LoadUnsafe(ref kept) != wanted)
        {
            wanted.StoreUnsafe(ref kept);
            Expand(place);
        }

        return _words.AsSpan(place * Sha256Constants.Rounds, Sha256Constants.Rounds);
    }

    private void Expand(int place) => ScalarCompression.Expand(
        _blocks.AsSpan(place * Sha256Constants.BlockSize), _words.AsSpan(place * Sha256Constants.Rounds, Sha256Constants.Rounds));
}
