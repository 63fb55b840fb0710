namespace PresignKit.SigV4.Hashing.Lanes;

/// <summary>
/// A vector width, seen as a number of lanes of 32 bits. Each lane holds a different message, and one instruction does to all of them what
/// scalar code does to one. The code that uses these operations is written once; the compiler generates a version for each width in which
/// they are single instructions.
/// </summary>
/// <typeparam name="TVector">The vector type: one word of each lane.</typeparam>
internal interface ILanes<TVector>
    where TVector : struct
{
    /// <summary>The number of lanes.</summary>
    static abstract int Count { get; }

    /// <summary>
    /// The best number of groups of lanes to compress at the same time. Two if there are enough registers for both states: while one group
    /// waits for a result, the other computes.
    /// </summary>
    static abstract int Groups { get; }

    /// <summary>Loads the vector with an index, counted in vectors from <paramref name="words"/>.</summary>
    static abstract TVector Load(ref uint words, int index = 0);

    /// <summary>Stores the vector with an index, counted in vectors from <paramref name="words"/>.</summary>
    static abstract void Store(TVector vector, ref uint words, int index = 0);

    /// <summary>Returns a vector with the same word in every lane.</summary>
    static abstract TVector Broadcast(uint word);

    static abstract TVector Add(TVector left, TVector right);

    static abstract TVector Subtract(TVector left, TVector right);

    static abstract TVector And(TVector left, TVector right);

    static abstract TVector Or(TVector left, TVector right);

    static abstract TVector ShiftLeft(TVector vector, int count);

    static abstract TVector ShiftRight(TVector vector, int count);

    /// <summary>The function Ch of FIPS 180-4, 4.1.2.</summary>
    static abstract TVector Choose(TVector e, TVector f, TVector g);

    /// <summary>The function Maj of FIPS 180-4, 4.1.2.</summary>
    static abstract TVector Majority(TVector a, TVector b, TVector c);

    static abstract TVector BigSigma0(TVector a);

    static abstract TVector BigSigma1(TVector e);

    static abstract TVector SmallSigma0(TVector word);

    static abstract TVector SmallSigma1(TVector word);

    /// <summary>Reverses the bytes of every word: from the byte order of messages and hashes to the processor's, and back.</summary>
    static abstract TVector ReverseBytes(TVector vector);

    /// <summary>Replaces each byte, from 0 to 15, with its lowercase hex digit.</summary>
    static abstract TVector HexDigits(TVector digits);

    /// <summary>In each 16 bytes: the first words of both vectors, then the second words of both.</summary>
    static abstract TVector InterleaveLow(TVector left, TVector right);

    /// <summary>In each 16 bytes: the third words of both vectors, then the fourth words of both.</summary>
    static abstract TVector InterleaveHigh(TVector left, TVector right);

    /// <summary>In each 16 bytes: the first halves of both vectors.</summary>
    static abstract TVector JoinLow(TVector left, TVector right);

    /// <summary>In each 16 bytes: the second halves of both vectors.</summary>
    static abstract TVector JoinHigh(TVector left, TVector right);

    /// <summary>
    /// Loads sixteen bytes for each of a quarter of the lanes: from <paramref name="bytes"/>, at the offsets of the lanes 0, 4, 8, and so on,
    /// counted from <paramref name="offsets"/>.
    /// </summary>
    static abstract TVector Gather(ref byte bytes, ref int offsets);

    /// <summary>The reverse: stores sixteen bytes for each of a quarter of the lanes.</summary>
    static abstract void Scatter(TVector vector, ref byte bytes, ref int offsets);
}
