using System.Buffers.Binary;

namespace PresignKit.SigV4.Hashing;

/// <summary>Step: padding. One bit, zeros, and the length of the message in bits at the end of a block.</summary>
/// <remarks>FIPS 180-4, 5.1.1.</remarks>
internal static class Sha256Padding
{
    /// <summary>The bit that ends a message, as the byte it is.</summary>
    internal const byte End = 0x80;

    /// <summary>What the end and the length take at least.</summary>
    internal const int MinLength = 1 + sizeof(long);

    /// <summary>And at most.</summary>
    internal const int MaxLength = MinLength + Sha256Constants.BlockSize - 1;

    /// <summary>How long a message of so many bytes is with its padding.</summary>
    internal static int PaddedLength(int length) =>
        (length + MinLength + Sha256Constants.BlockSize - 1) / Sha256Constants.BlockSize * Sha256Constants.BlockSize;

    /// <summary>How long the blocks are in which so many bytes stand.</summary>
    internal static int WholeBlocks(int length) => (length + Sha256Constants.BlockSize - 1) / Sha256Constants.BlockSize * Sha256Constants.BlockSize;

    /// <summary>Writes the last bytes of a message, fewer than a block, and the padding.</summary>
    /// <param name="rest">The last bytes.</param>
    /// <param name="total">The length of the whole message in bytes.</param>
    /// <param name="blocks">Room for two blocks.</param>
    /// <returns>How much was written: one block or two.</returns>
    internal static int Write(ReadOnlySpan<byte> rest, long total, Span<byte> blocks)
    {
        var length = PaddedLength(rest.Length);
        rest.CopyTo(blocks);
        Fill(blocks[rest.Length..length], total);
        return length;
    }

    /// <summary>Writes the padding alone.</summary>
    /// <param name="padding">All of it.</param>
    /// <param name="total">The length of the whole message in bytes.</param>
    internal static void Fill(Span<byte> padding, long total)
    {
        padding.Clear();
        padding[0] = End;
        BinaryPrimitives.WriteInt64BigEndian(padding[^sizeof(long)..], total * 8);
    }
}
