using System.Runtime.CompilerServices;

namespace PresignKit.SigV4.Hashing;

/// <summary>
/// HMAC with one key. Its two hashes each start with a block that depends only on the key. Both blocks are hashed once, here, and every
/// message continues from these states.
/// </summary>
/// <remarks>RFC 2104, 2 and 4.</remarks>
internal sealed class HmacSha256
{
    private const byte InnerPad = 0x36;
    private const byte OuterPad = 0x5c;

    internal HmacSha256(ReadOnlySpan<byte> key)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(key.Length, Sha256Constants.BlockSize);
        Inner = AfterKey(key, InnerPad);
        Outer = AfterKey(key, OuterPad);
    }

    /// <summary>The state of the inner hash after the block of the key.</summary>
    internal Sha256State Inner { get; }

    /// <summary>The state of the outer hash after the block of the key.</summary>
    internal Sha256State Outer { get; }

    internal void Sign(ReadOnlySpan<byte> message, Span<byte> mac)
    {
        var inner = Inner;
        inner.Absorb(message, Sha256Constants.BlockSize + message.Length);
        FinishOuter(inner, mac);
    }

    /// <summary>Writes the MAC of a message, given its inner hash.</summary>
    [SkipLocalsInit]
    internal void FinishOuter(in Sha256State inner, Span<byte> mac)
    {
        Span<byte> block = stackalloc byte[Sha256Constants.BlockSize];
        inner.CopyTo(block);
        Sha256Padding.Fill(block[Sha256.Size..], Sha256Constants.BlockSize + Sha256.Size);
        var outer = Outer;
        outer.Absorb(block);
        outer.CopyTo(mac);
    }

    private static Sha256State AfterKey(ReadOnlySpan<byte> key, byte pad)
    {
        Span<byte> block = stackalloc byte[Sha256Constants.BlockSize];
        block.Fill(pad);
        for (var i = 0; i < key.Length; i++)
        {
            block[i] ^= key[i];
        }

        var state = Sha256State.Initial;
        state.Absorb(block);
        block.Clear();
        return state;
    }
}
