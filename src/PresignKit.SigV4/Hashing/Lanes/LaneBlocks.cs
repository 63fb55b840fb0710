using System.Runtime.CompilerServices;

namespace PresignKit.SigV4.Hashing.Lanes;

/// <summary>
/// Step: from messages to lanes and back. In memory, one message follows another; a vector needs the same word of each message side by side.
/// Squares of four by four words are transposed.
/// </summary>
internal static class LaneBlocks<TLanes, TVector>
    where TLanes : struct, ILanes<TVector>
    where TVector : struct
{
    private const int Quarters = 4;
    private const int BytesOfQuarter = Sha256Constants.BlockSize / Quarters;

    /// <summary>Loads a block of 64 bytes of each message into sixteen vectors.</summary>
    /// <param name="messages">The start of the messages, from which the offsets are counted.</param>
    /// <param name="offsets">The offset of the block of each lane.</param>
    /// <param name="words">Receives sixteen vectors.</param>
    internal static void Load(ref byte messages, ref int offsets, ref uint words)
    {
        if (typeof(TLanes) == typeof(Lanes512))
        {
            WideBlocks.Load(ref messages, ref offsets, ref words);
            return;
        }

        for (var quarter = 0; quarter < Quarters; quarter++)
        {
            var a = TLanes.Gather(ref messages, ref offsets);
            var b = TLanes.Gather(ref messages, ref Unsafe.Add(ref offsets, 1));
            var c = TLanes.Gather(ref messages, ref Unsafe.Add(ref offsets, 2));
            var d = TLanes.Gather(ref messages, ref Unsafe.Add(ref offsets, 3));
            Transpose(ref a, ref b, ref c, ref d);
            TLanes.Store(TLanes.ReverseBytes(a), ref words);
            TLanes.Store(TLanes.ReverseBytes(b), ref words, 1);
            TLanes.Store(TLanes.ReverseBytes(c), ref words, 2);
            TLanes.Store(TLanes.ReverseBytes(d), ref words, 3);
            messages = ref Unsafe.Add(ref messages, BytesOfQuarter);
            words = ref Unsafe.Add(ref words, Quarters * TLanes.Count);
        }
    }

    /// <summary>Stores sixteen vectors as 64 bytes of each lane.</summary>
    internal static void Store(ref uint words, ref byte texts, ref int offsets)
    {
        if (typeof(TLanes) == typeof(Lanes512))
        {
            WideBlocks.Store(ref words, ref texts, ref offsets);
            return;
        }

        for (var quarter = 0; quarter < Quarters; quarter++)
        {
            var a = TLanes.ReverseBytes(TLanes.Load(ref words));
            var b = TLanes.ReverseBytes(TLanes.Load(ref words, 1));
            var c = TLanes.ReverseBytes(TLanes.Load(ref words, 2));
            var d = TLanes.ReverseBytes(TLanes.Load(ref words, 3));
            Transpose(ref a, ref b, ref c, ref d);
            TLanes.Scatter(a, ref texts, ref offsets);
            TLanes.Scatter(b, ref texts, ref Unsafe.Add(ref offsets, 1));
            TLanes.Scatter(c, ref texts, ref Unsafe.Add(ref offsets, 2));
            TLanes.Scatter(d, ref texts, ref Unsafe.Add(ref offsets, 3));
            texts = ref Unsafe.Add(ref texts, BytesOfQuarter);
            words = ref Unsafe.Add(ref words, Quarters * TLanes.Count);
        }
    }

    /// <summary>Transposes four by four words in each 16 bytes of the vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Transpose(ref TVector a, ref TVector b, ref TVector c, ref TVector d)
    {
        var low = TLanes.InterleaveLow(a, b);
        var high = TLanes.InterleaveHigh(a, b);
        var otherLow = TLanes.InterleaveLow(c, d);
        var otherHigh = TLanes.InterleaveHigh(c, d);
        a = TLanes.JoinLow(low, otherLow);
        b = TLanes.JoinHigh(low, otherLow);
        c = TLanes.JoinLow(high, otherHigh);
        d = TLanes.JoinHigh(high, otherHigh);
    }
}
