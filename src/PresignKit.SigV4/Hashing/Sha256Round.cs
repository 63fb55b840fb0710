using System.Numerics;
using System.Runtime.CompilerServices;

namespace PresignKit.SigV4.Hashing;

/// <summary>
/// One of the 64 rounds of SHA-256. It consists only of additions, rotations, and bitwise operations: nothing branches on the data or uses
/// it as an index, so the time does not depend on it.
/// </summary>
/// <remarks>FIPS 180-4, 4.1.2 and 6.2.2, step 3.</remarks>
internal static class Sha256Round
{
    /// <summary>
    /// Computes a round. In the standard, each round moves all eight variables by one place. Renaming them instead costs nothing: a round
    /// changes two of its variables, and the next round gets the same eight in a different order.
    /// </summary>
    /// <param name="a">The first of the eight variables. Unchanged.</param>
    /// <param name="b">Unchanged.</param>
    /// <param name="d">Becomes the next round's <c>e</c>.</param>
    /// <param name="e">Unchanged.</param>
    /// <param name="f">Unchanged.</param>
    /// <param name="g">Unchanged.</param>
    /// <param name="h">Becomes the next round's <c>a</c>.</param>
    /// <param name="bc"><c>b ^ c</c>; receives <c>a ^ b</c>, which is <c>b ^ c</c> of the next round.</param>
    /// <param name="word">The word of the message schedule with the round's constant added to it.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Step(uint a, uint b, ref uint d, uint e, uint f, uint g, ref uint h, ref uint bc, uint word)
    {
        // In this order, the longest chain from one round to the next has five operations. The majority is b unless both a and c differ from it.
        h += word + (((f ^ g) & e) ^ g);
        h += BitOperations.RotateRight(e, 6) ^ BitOperations.RotateRight(e, 11) ^ BitOperations.RotateRight(e, 25);
        d += h;
        h += BitOperations.RotateRight(a, 2) ^ BitOperations.RotateRight(a, 13) ^ BitOperations.RotateRight(a, 22);
        var ab = a ^ b;
        h += (ab & bc) ^ b;
        bc = ab;
    }

    /// <summary>Computes four rounds, after which the variables have moved by four places.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void FourSteps(
        ref uint a, ref uint b, ref uint c, ref uint d, ref uint e, ref uint f, ref uint g, ref uint h, ref uint words)
    {
        var bc = b ^ c;
        Step(a, b, ref d, e, f, g, ref h, ref bc, words);
        Step(h, a, ref c, d, e, f, ref g, ref bc, Unsafe.Add(ref words, 1));
        Step(g, h, ref b, c, d, e, ref f, ref bc, Unsafe.Add(ref words, 2));
        Step(f, g, ref a, b, c, d, ref e, ref bc, Unsafe.Add(ref words, 3));
    }

    /// <summary>The part of a word of the schedule that depends on the word 15 places before it.</summary>
    internal static uint SmallSigma0(uint word) => BitOperations.RotateRight(word, 7) ^ BitOperations.RotateRight(word, 18) ^ (word >> 3);

    /// <summary>The part of a word of the schedule that depends on the word two places before it.</summary>
    internal static uint SmallSigma1(uint word) => BitOperations.RotateRight(word, 17) ^ BitOperations.RotateRight(word, 19) ^ (word >> 10);
}
