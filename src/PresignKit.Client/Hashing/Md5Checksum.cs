using System.Buffers.Binary;
using System.Numerics;

namespace PresignKit.Client.Hashing;

/// <summary>
/// MD5 (RFC 1321): what many stores report of a part. It is written out here because the platform has none in browsers. It finds damaged bytes;
/// nothing relies on it for security.
/// </summary>
internal sealed class Md5Checksum : PartChecksum
{
    private const int BlockSize = 64;

    private readonly byte[] _rest = new byte[BlockSize];
    private int _restLength;
    private long _length;
    private uint _a = 0x67452301;
    private uint _b = 0xefcdab89;
    private uint _c = 0x98badcfe;
    private uint _d = 0x10325476;

    // The integer part of 2^32 * abs(sin(i + 1)).
    private static ReadOnlySpan<uint> Sines =>
    [
        0xd76aa478, 0xe8c7b756, 0x242070db, 0xc1bdceee, 0xf57c0faf, 0x4787c62a, 0xa8304613, 0xfd469501,
        0x698098d8, 0x8b44f7af, 0xffff5bb1, 0x895cd7be, 0x6b901122, 0xfd987193, 0xa679438e, 0x49b40821,
        0xf61e2562, 0xc040b340, 0x265e5a51, 0xe9b6c7aa, 0xd62f105d, 0x02441453, 0xd8a1e681, 0xe7d3fbc8,
        0x21e1cde6, 0xc33707d6, 0xf4d50d87, 0x455a14ed, 0xa9e3e905, 0xfcefa3f8, 0x676f02d9, 0x8d2a4c8a,
        0xfffa3942, 0x8771f681, 0x6d9d6122, 0xfde5380c, 0xa4beea44, 0x4bdecfa9, 0xf6bb4b60, 0xbebfbc70,
        0x289b7ec6, 0xeaa127fa, 0xd4ef3085, 0x04881d05, 0xd9d4d039, 0xe6db99e5, 0x1fa27cf8, 0xc4ac5665,
        0xf4292244, 0x432aff97, 0xab9423a7, 0xfc93a039, 0x655b59c3, 0x8f0ccc92, 0xffeff47d, 0x85845dd1,
        0x6fa87e4f, 0xfe2ce6e0, 0xa3014314, 0x4e0811a1, 0xf7537e82, 0xbd3af235, 0x2ad7d2bb, 0xeb86d391,
    ];

    private static ReadOnlySpan<byte> Shifts => [7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21];

    public override void Append(ReadOnlySpan<byte> data)
    {
        _length += data.Length;
        if (_restLength > 0)
        {
            var taken = Math.Min(BlockSize - _restLength, data.Length);
            data[..taken].CopyTo(_rest.AsSpan(_restLength));
            _restLength += taken;
            data = data[taken..];
            if (_restLength < BlockSize)
            {
                return;
            }

            Compress(_rest);
            _restLength = 0;
        }

        for (; data.Length >= BlockSize; data = data[BlockSize..])
        {
            Compress(data[..BlockSize]);
        }

        data.CopyTo(_rest);
        _restLength = data.Length;
    }

    public override string Finish()
    {
        var bits = _length * 8;
        Span<byte> padding = stackalloc byte[BlockSize + 8];
        padding.Clear();
        padding[0] = 0x80;
        var zeros = _restLength < 56 ? 56 - _restLength : 120 - _restLength;
        BinaryPrimitives.WriteInt64LittleEndian(padding[zeros..], bits);
        Append(padding[..(zeros + 8)]);
        Span<byte> digest = stackalloc byte[16];
        BinaryPrimitives.WriteUInt32LittleEndian(digest, _a);
        BinaryPrimitives.WriteUInt32LittleEndian(digest[4..], _b);
        BinaryPrimitives.WriteUInt32LittleEndian(digest[8..], _c);
        BinaryPrimitives.WriteUInt32LittleEndian(digest[12..], _d);
        return Convert.ToBase64String(digest);
    }

    private void Compress(ReadOnlySpan<byte> block)
    {
        Span<uint> words = stackalloc uint[16];
        for (var i = 0; i < words.Length; i++)
        {
            words[i] = BinaryPrimitives.ReadUInt32LittleEndian(block[(i * 4)..]);
        }

        var (a, b, c, d) = (_a, _b, _c, _d);
        for (var i = 0; i < 64; i++)
        {
            var (mixed, word) = (i >> 4) switch
            {
                0 => ((b & c) | (~b & d), i),
                1 => ((d & b) | (~d & c), (5 * i) + 1),
                2 => (b ^ c ^ d, (3 * i) + 5),
                _ => (c ^ (b | ~d), 7 * i),
            };
            var sum = a + mixed + Sines[i] + words[word & 15];
            (a, d, c, b) = (d, c, b, b + BitOperations.RotateLeft(sum, Shifts[((i >> 4) * 4) + (i & 3)]));
        }

        _a += a;
        _b += b;
        _c += c;
        _d += d;
    }
}
