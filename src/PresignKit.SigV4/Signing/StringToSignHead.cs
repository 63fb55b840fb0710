using System.Buffers.Binary;
using System.Text;
using PresignKit.SigV4.Hashing;

namespace PresignKit.SigV4.Signing;

/// <summary>
/// The head of the string to sign: everything except the hash of the canonical request. It is the same for a whole second. Its full blocks
/// are already hashed with the signing key, and each signature continues from that state.
/// </summary>
internal sealed class StringToSignHead
{
    /// <summary>The maximum length of <see cref="Blocks"/>.</summary>
    internal const int MaxBlocksLength = 3 * Sha256Constants.BlockSize;

    private readonly byte[] _text;
    private readonly byte[] _blocks = [];
    private readonly int _absorbed;

    internal StringToSignHead(string date, string scope, SigningKey key)
    {
        _text = Encoding.ASCII.GetBytes(StringToSign.Head(date, scope));
        if (PlatformCryptography.IsUsed)
        {
            return;
        }

        _absorbed = _text.Length - (_text.Length % Sha256Constants.BlockSize);
        var state = key.Hmac.Inner;
        state.Absorb(_text.AsSpan(0, _absorbed));
        State = state;
        _blocks = MakeBlocks();
        Template = ToWords(_blocks);
    }

    /// <summary>The whole head.</summary>
    internal ReadOnlySpan<byte> Text => _text;

    /// <summary>The part of the head that has not been absorbed: less than a block.</summary>
    internal ReadOnlySpan<byte> Rest => _text.AsSpan(_absorbed);

    /// <summary>The state of the inner hash after the key and the head except <see cref="Rest"/>.</summary>
    internal Sha256State State { get; }

    /// <summary>
    /// The blocks that end the inner hash: <see cref="Rest"/>, zeros in place of the hex hash of the canonical request, and the padding.
    /// </summary>
    internal ReadOnlySpan<byte> Blocks => _blocks;

    /// <summary><see cref="Blocks"/> as words.</summary>
    internal uint[] Template { get; } = [];

    /// <summary>The length of the whole string to sign.</summary>
    internal int TotalLength => _text.Length + Sha256.HexSize;

    private byte[] MakeBlocks()
    {
        var length = Rest.Length + Sha256.HexSize;
        var blocks = new byte[Sha256Padding.PaddedLength(length)];
        Rest.CopyTo(blocks);
        Sha256Padding.Fill(blocks.AsSpan(length), Sha256Constants.BlockSize + TotalLength);
        return blocks;
    }

    private static uint[] ToWords(ReadOnlySpan<byte> blocks)
    {
        var words = new uint[blocks.Length / sizeof(uint)];
        for (var i = 0; i < words.Length; i++)
        {
            words[i] = BinaryPrimitives.ReadUInt32BigEndian(blocks[(i * sizeof(uint))..]);
        }

        return words;
    }
}
