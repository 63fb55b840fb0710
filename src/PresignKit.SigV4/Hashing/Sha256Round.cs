using System.Numerics;
using System.Runtime.CompilerServices;

namespace PresignKit.SigV4.Hashing;

/// <summary>
/// One of the 64 rounds of SHA-256. Only additions, rotations and bitwise operations: nothing here branches on what is hashed or
/// looks it up in a table, so the time says nothing about it.
/// </summary>
/// <remarks>FIPS 180-4, 4.1.2 and 6.2.2, step 3.</remarks>
internal static class Sha256Round
{
    /// <summary>
    /// The standard moves all eight variables by one place in each round. Moving the names instead costs nothing: of what a round
    /// is given it changes two, and the next round is given the same eight in another order.
    /// </summary>
    /// <param name="a">First of the eight, and so on.</param>
    /// <param name="b">Unchanged.</param>
    /// <param name="d">Becomes the next round's <c>e</c>.</param>
    /// <param name="e">Unchanged.</param>
    /// <param name="f">Unchanged.</param>
    /// <param name="g">Unchanged.</param>
    /// <param name="h">Becomes the next round's <c>a</c>.</param>
    /// <param name="bc"><c>b ^ c</c>, and then <c>a ^ b</c>: the same of the next round.</param>
    /// <param name="word">The word of the message schedule with the round's constant added to it.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Step(uint a, uint b, ref uint d, uint e, uint f, uint g, ref uint h, ref uint bc, uint word)
    {
        // In this order the longest chain from one round to the next is five operations. The majority is b, unless a and c both differ from it.
        h += word + (((f ^ g) & e) ^ g);
        h += BitOperations.RotateRight(e, 6) ^ BitOperations.RotateRight(e, 11) ^ BitOperations.RotateRight(e, 25);
        d += h;
        h += BitOperations.RotateRight(a, 2) ^ BitOperations.RotateRight(a, 13) ^ BitOperations.RotateRight(a, 22);
        var ab = a ^ b;
        h += (ab & bc) ^ b;
        bc = ab;
    }

    /// <summary>Four rounds. The names have then moved by four places.</summary>
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

    /// <summary>The part of a later word of the schedule that comes of the word 15 places before it.</summary>
    internal static uint SmallSigma0(uint word) => BitOperations.RotateRight(word, 7) ^ BitOperations.RotateRight(word, 18) ^ (word >> 3);

    /// <summary>And the part that comes of the word two places before it.</summary>
    internal static uint SmallSigma1(uint word) => BitOperations.RotateRight(word, 17) ^ BitOperations.RotateRight(word, 19) ^ (word >> 10);
}
