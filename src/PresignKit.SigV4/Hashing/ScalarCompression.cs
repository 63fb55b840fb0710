using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace PresignKit.SigV4.Hashing;

/// <summary>
/// The compression of SHA-256 as the standard describes it. Read this one first: a block of 64 bytes is expanded to 64 words, and each word
/// is mixed into the state once. All other compressions in this folder compute the same in a different order. This one is used if the
/// processor has no vector instructions, and the others are tested against it.
/// </summary>
/// <remarks>FIPS 180-4, 6.2.2.</remarks>
internal static class ScalarCompression
{
    /// <summary>Compresses whole blocks into a state.</summary>
    internal static void Compress(ref Sha256State state, ReadOnlySpan<byte> blocks)
    {
        Span<uint> words = stackalloc uint[Sha256Constants.Rounds];
        for (; blocks.Length >= Sha256Constants.BlockSize; blocks = blocks[Sha256Constants.BlockSize..])
        {
            Expand(blocks, words);
            Mix(ref state, words);
        }
    }

    /// <summary>
    /// Writes the 16 words of the block, then 48 words that are each computed from four earlier ones. The constant of its round is added to each.
    /// </summary>
    internal static void Expand(ReadOnlySpan<byte> block, Span<uint> words)
    {
        for (var i = 0; i < Sha256Constants.WordsOfBlock; i++)
        {
            words[i] = BinaryPrimitives.ReadUInt32BigEndian(block[(i * sizeof(uint))..]);
        }

        for (var i = Sha256Constants.WordsOfBlock; i < words.Length; i++)
        {
            words[i] = words[i - 16] + Sha256Round.SmallSigma0(words[i - 15]) + words[i - 7] + Sha256Round.SmallSigma1(words[i - 2]);
        }

        for (var i = 0; i < words.Length; i++)
        {
            words[i] += Sha256Constants.RoundConstants[i];
        }
    }

    private static void Mix(ref Sha256State state, Span<uint> words)
    {
        var (a, b, c, d) = (state[0], state[1], state[2], state[3]);
        var (e, f, g, h) = (state[4], state[5], state[6], state[7]);
        for (var i = 0; i < words.Length; i += 8)
        {
            Sha256Round.FourSteps(ref a, ref b, ref c, ref d, ref e, ref f, ref g, ref h, ref MemoryMarshal.GetReference(words[i..]));
            Sha256Round.FourSteps(ref e, ref f, ref g, ref h, ref a, ref b, ref c, ref d, ref MemoryMarshal.GetReference(words[(i + 4)..]));
        }

        state.Add(a, b, c, d, e, f, g, h);
    }
}
