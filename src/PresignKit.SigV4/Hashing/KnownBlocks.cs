namespace PresignKit.SigV4.Hashing;

/// <summary>
/// Blocks that end many messages and are therefore known in advance. The part of a compression that depends only on the block, which is the
/// words of all 64 rounds, is computed once and kept; for each message, only the rounds remain. Immutable.
/// </summary>
internal sealed class KnownBlocks
{
    /// <summary>No blocks.</summary>
    internal static readonly KnownBlocks None = new([]);

    private readonly uint[] _words;

    internal KnownBlocks(ReadOnlySpan<byte> blocks)
    {
        Count = blocks.Length / Sha256Constants.BlockSize;
        _words = new uint[Count * Sha256Constants.Rounds];
        for (var block = 0; block < Count; block++)
        {
            ScalarCompression.Expand(blocks[(block * Sha256Constants.BlockSize)..], _words.AsSpan(block * Sha256Constants.Rounds, Sha256Constants.Rounds));
        }
    }

    internal int Count { get; }

    /// <summary>Returns the words of the rounds of one block, with the constants of the rounds added.</summary>
    internal ReadOnlySpan<uint> Words(int block) => _words.AsSpan(block * Sha256Constants.Rounds, Sha256Constants.Rounds);
}
