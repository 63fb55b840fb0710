namespace PresignKit.Completion;

/// <summary>
/// Joins the CRC-64/NVME of parts to that of the whole without reading a byte: what follows a part shifts its remainder by its length, which is a
/// multiplication by a power of x modulo the polynomial.
/// </summary>
/// <remarks>
/// NVM Express NVM Command Set Specification, "64b CRC": polynomial 0xAD93D23594C93659, reflected, all ones before and after. With those, the sum of
/// the shifted first remainder and the second one is the remainder of both, as for CRC-32.
/// </remarks>
internal static class Crc64Combination
{
    /// <summary>The polynomial without its highest term; the lowest bit is the coefficient of x^63.</summary>
    private const ulong Polynomial = 0x9A6C9329AC4BC9B5;

    /// <summary>The polynomial 1.</summary>
    private const ulong One = 1UL << 63;

    /// <summary>The CRC of the first bytes followed by the second ones.</summary>
    /// <param name="first">The CRC of the first bytes.</param>
    /// <param name="second">The CRC of the second bytes.</param>
    /// <param name="secondLength">How many second bytes there are.</param>
    public static ulong Combine(ulong first, ulong second, long secondLength) => Multiply(first, PowerOfX(secondLength)) ^ second;

    /// <summary>x to the power of 8 times the length, modulo the polynomial.</summary>
    private static ulong PowerOfX(long length)
    {
        // x^8, then squared once for each bit of the length.
        var (power, square) = (One, One >> 8);
        for (var rest = length; rest > 0; rest >>= 1)
        {
            if ((rest & 1) != 0)
            {
                power = Multiply(power, square);
            }

            square = Multiply(square, square);
        }

        return power;
    }

    private static ulong Multiply(ulong one, ulong other)
    {
        var product = 0UL;
        for (var bit = One; bit != 0; bit >>= 1)
        {
            if ((one & bit) != 0)
            {
                product ^= other;
            }

            other = (other & 1) != 0 ? (other >> 1) ^ Polynomial : other >> 1;
        }

        return product;
    }
}
