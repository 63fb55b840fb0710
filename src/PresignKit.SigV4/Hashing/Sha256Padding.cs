using System.Buffers.Binary;

namespace PresignKit.SigV4.Hashing;

/// <summary>Step: padding. A one bit, zeros, and the length of the message in bits at the end of a block.</summary>
/// <remarks>FIPS 180-4, 5.1.1.</remarks>
internal static class Sha256Padding
{
    /// <summary>The byte with the bit that ends a message.</summary>
    internal const byte End = 0x80;

    /// <summary>The minimum length of the padding.</summary>
    internal const int MinLength = 1 + sizeof(long);

    /// <summary>The maximum length of the padding.</summary>
    internal const int MaxLength = MinLength + Sha256Constants.BlockSize - 1;

    /// <summary>Returns the length of a message including its padding.</summary>
    internal static int PaddedLength(int length) =>
        (length + MinLength + Sha256Constants.BlockSize - 1) / Sha256Constants.BlockSize * Sha256Constants.BlockSize;

    /// <summary>Returns the length of the blocks that contain a number of bytes.</summary>
    internal static int WholeBlocks(int length) => (length + Sha256Constants.BlockSize - 1) / Sha256Constants.BlockSize * Sha256Constants.BlockSize;

    /// <summary>Writes the last bytes of a message, fewer than a block, and the padding.</summary>
    /// <param name="rest">The last bytes.</param>
    /// <param name="total">The length of the whole message in bytes.</param>
    /// <param name="blocks">Room for two blocks.</param>
    /// <returns>The number of bytes written: one or two blocks.</returns>
    internal static int Write(ReadOnlySpan<byte> rest, long total, Span<byte> blocks)
    {
        var length = PaddedLength(rest.Length);
        rest.CopyTo(blocks);
        Fill(blocks[rest.Length..length], total);
        return length;
    }

    /// <summary>Writes only the padding.</summary>
    /// <param name="padding">Receives the padding, which fills it.</param>
    /// <param name="total">The length of the whole message in bytes.</param>
    internal static void Fill(Span<byte> padding, long total)
    {
        padding.Clear();
        padding[0] = End;
        BinaryPrimitives.WriteInt64BigEndian(padding[^sizeof(long)..], total * 8);
    }
}
