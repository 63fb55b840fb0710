namespace PresignKit.SigV4.Hashing;

/// <summary>
/// Blocks that end many messages, and so are known before any of those is. What a compression makes of its block alone, the words of all 64
/// rounds, is made once and kept; each message then has only its rounds left. Immutable.
/// </summary>
internal sealed class KnownBlocks
{
    /// <summary>No block.</summary>
    internal static readonly KnownBlocks None = new([]);

    private readonly uint[] _words;

    internal KnownBlocks(ReadOnlySpan<byte> blocks)
    {
        Count = blocks.Length / Sha256Constants.BlockSize;
        _words = new uint[Count * Sha256Constants.Rounds];
        for (var block = 0; block < Count; block++)
        {
            ScalarCompression.Spread(blocks[(block * Sha256Constants.BlockSize)..], _words.AsSpan(block * Sha256Constants.Rounds, Sha256Constants.Rounds));
        }
    }

    internal int Count { get; }

    /// <summary>The words of one block's rounds, with the rounds' constants.</summary>
    internal ReadOnlySpan<uint> Words(int block) => _words.AsSpan(block * Sha256Constants.Rounds, Sha256Constants.Rounds);
}
