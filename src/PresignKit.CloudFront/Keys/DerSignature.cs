namespace PresignKit.CloudFront.Keys;

/// <summary>Writes ECDSA signatures on P-256 as DER: a sequence of the two integers (RFC 3279, 2.2.3).</summary>
internal static class DerSignature
{
    /// <summary>The size of both integers as IEEE P1363 has them: one after the other, with leading zeros.</summary>
    public const int SizeOfIntegers = 64;

    private const byte Sequence = 0x30;
    private const byte Integer = 0x02;
    private const byte SignBit = 0x80;

    /// <summary>Writes a signature. Returns its size.</summary>
    /// <param name="integers">Both integers, <see cref="SizeOfIntegers"/> bytes.</param>
    /// <param name="destination">At least 72 bytes.</param>
    public static int Write(ReadOnlySpan<byte> integers, Span<byte> destination)
    {
        if (integers.Length != SizeOfIntegers)
        {
            throw new ArgumentException($"A signature on P-256 has {SizeOfIntegers} bytes, not {integers.Length}.", nameof(integers));
        }

        // Each length is below 128, and so one byte.
        var content = destination[2..];
        var size = WriteInteger(integers[..(SizeOfIntegers / 2)], content);
        size += WriteInteger(integers[(SizeOfIntegers / 2)..], content[size..]);
        destination[0] = Sequence;
        destination[1] = (byte)size;
        return 2 + size;
    }

    // As few bytes as possible, and a zero first if the number would be negative otherwise (X.690, 8.3 and 10).
    private static int WriteInteger(ReadOnlySpan<byte> value, Span<byte> destination)
    {
        value = value.TrimStart((byte)0);
        var zero = value.IsEmpty || value[0] >= SignBit ? 1 : 0;
        destination[0] = Integer;
        destination[1] = (byte)(zero + value.Length);
        destination[2] = 0;
        value.CopyTo(destination[(2 + zero)..]);
        return 2 + zero + value.Length;
    }
}
