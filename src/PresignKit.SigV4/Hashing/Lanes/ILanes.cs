namespace PresignKit.SigV4.Hashing.Lanes;

/// <summary>
/// A width of vector, seen as so many lanes of 32 bits side by side: each lane is another message, and one instruction does to all of
/// them what scalar code does to one. The code above is written once over these operations; the compiler makes a version of it for
/// each width in which they are single instructions.
/// </summary>
/// <typeparam name="TVector">The vector: one word of every lane.</typeparam>
internal interface ILanes<TVector>
    where TVector : struct
{
    /// <summary>How many lanes there are.</summary>
    static abstract int Count { get; }

    /// <summary>
    /// How many groups of lanes are best compressed at once. Two, where there are registers for the state of both: while one waits for
    /// its last result, the other computes.
    /// </summary>
    static abstract int Groups { get; }

    /// <summary>Loads a vector, counted in vectors from <paramref name="words"/>.</summary>
    static abstract TVector Load(ref uint words, int index = 0);

    /// <summary>Stores a vector, counted in vectors from <paramref name="words"/>.</summary>
    static abstract void Store(TVector vector, ref uint words, int index = 0);

    /// <summary>The same word in every lane.</summary>
    static abstract TVector Broadcast(uint word);

    static abstract TVector Add(TVector left, TVector right);

    static abstract TVector Subtract(TVector left, TVector right);

    static abstract TVector And(TVector left, TVector right);

    static abstract TVector Or(TVector left, TVector right);

    static abstract TVector ShiftLeft(TVector vector, int count);

    static abstract TVector ShiftRight(TVector vector, int count);

    /// <summary>The functions of FIPS 180-4, 4.1.2: of <c>e, f, g</c>.</summary>
    static abstract TVector Choose(TVector e, TVector f, TVector g);

    /// <summary>Of <c>a, b, c</c>.</summary>
    static abstract TVector Majority(TVector a, TVector b, TVector c);

    static abstract TVector BigSigma0(TVector a);

    static abstract TVector BigSigma1(TVector e);

    static abstract TVector SmallSigma0(TVector word);

    static abstract TVector SmallSigma1(TVector word);

    /// <summary>Reverses the bytes of every word: from the order of messages and hashes to the processor's, and back.</summary>
    static abstract TVector ReverseBytes(TVector vector);

    /// <summary>Replaces each byte, from 0 to 15, by the character of its lower-case hex digit.</summary>
    static abstract TVector HexDigits(TVector digits);

    /// <summary>Within each 16 bytes: the first words of both, then the second words of both.</summary>
    static abstract TVector InterleaveLow(TVector left, TVector right);

    /// <summary>Within each 16 bytes: the third words of both, then the fourth words of both.</summary>
    static abstract TVector InterleaveHigh(TVector left, TVector right);

    /// <summary>Within each 16 bytes: the first half of both.</summary>
    static abstract TVector JoinLow(TVector left, TVector right);

    /// <summary>Within each 16 bytes: the second half of both.</summary>
    static abstract TVector JoinHigh(TVector left, TVector right);

    /// <summary>
    /// Sixteen bytes from each of a quarter of the lanes, side by side: from <paramref name="bytes"/> at the offsets of the lanes 0, 4, 8 and so on, counted from
    /// <paramref name="offsets"/>.
    /// </summary>
    static abstract TVector Gather(ref byte bytes, ref int offsets);

    /// <summary>The way back: sixteen bytes to each of a quarter of the lanes.</summary>
    static abstract void Scatter(TVector vector, ref byte bytes, ref int offsets);
}
