using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace PresignKit.SigV4.Hashing;

/// <summary>
/// The eight words that SHA-256 passes from block to block. A copy made between two blocks can be used to continue from there, without
/// hashing the earlier blocks again.
/// </summary>
[InlineArray(Sha256Constants.WordsOfState)]
internal struct Sha256State
{
    private uint _word;

    internal static Sha256State Initial
    {
        get
        {
            var state = default(Sha256State);
            Sha256Constants.InitialState.CopyTo(state);
            return state;
        }
    }

    /// <summary>Continues the hash with whole blocks.</summary>
    internal void Absorb(ReadOnlySpan<byte> blocks) => Compression.Compress(ref this, blocks);

    /// <summary>Continues the hash with the last bytes and their padding.</summary>
    /// <param name="rest">Everything that has not been absorbed, of any length.</param>
    /// <param name="total">The length of the whole message in bytes, including what was absorbed before.</param>
    [SkipLocalsInit]
    internal void Absorb(ReadOnlySpan<byte> rest, long total)
    {
        var whole = rest.Length - (rest.Length % Sha256Constants.BlockSize);
        Absorb(rest[..whole]);
        Span<byte> last = stackalloc byte[2 * Sha256Constants.BlockSize];
        Absorb(last[..Sha256Padding.Write(rest[whole..], total, last)]);
    }

    /// <summary>Writes the state as a hash.</summary>
    internal readonly void CopyTo(Span<byte> hash)
    {
        var words = MemoryMarshal.Cast<byte, uint>(hash)[..Sha256Constants.WordsOfState];
        if (BitConverter.IsLittleEndian)
        {
            BinaryPrimitives.ReverseEndianness(this, words);
        }
        else
        {
            ((ReadOnlySpan<uint>)this).CopyTo(words);
        }
    }

    /// <summary>Step: adding the result of the rounds to the state.</summary>
    internal void Add(uint a, uint b, uint c, uint d, uint e, uint f, uint g, uint h)
    {
        this[0] += a;
        this[1] += b;
        this[2] += c;
        this[3] += d;
        this[4] += e;
        this[5] += f;
        this[6] += g;
        this[7] += h;
    }
}
