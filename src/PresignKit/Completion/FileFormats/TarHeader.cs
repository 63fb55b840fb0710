namespace PresignKit.Completion.FileFormats;

/// <summary>The header of a tar archive: 512 bytes with a checksum, so that archives of version 7, which have no magic, are recognized, too.</summary>
internal static class TarHeader
{
    private const int Length = 512;
    private const int ChecksumStart = 148;
    private const int ChecksumLength = 8;

    public static bool Matches(ReadOnlySpan<byte> start)
    {
        if (start.Length < Length || !ReadOctal(start.Slice(ChecksumStart, ChecksumLength), out var checksum))
        {
            return false;
        }

        // The checksum itself counts as blanks. Some old programs added signed bytes.
        var (unsigned, signed) = (ChecksumLength * ' ', ChecksumLength * ' ');
        for (var i = 0; i < Length; i++)
        {
            if (i is < ChecksumStart or >= ChecksumStart + ChecksumLength)
            {
                unsigned += start[i];
                signed += (sbyte)start[i];
            }
        }

        return checksum == unsigned || checksum == signed;
    }

    /// <summary>An archive without files: zero bytes alone.</summary>
    public static bool IsEmptyArchive(ReadOnlySpan<byte> start) => start.Length >= Length && !start.ContainsAnyExcept((byte)0);

    private static bool ReadOctal(ReadOnlySpan<byte> field, out int value)
    {
        value = 0;
        var digits = field.TrimStart((byte)' ');
        var end = digits.IndexOfAny((byte)' ', (byte)0);
        digits = end < 0 ? digits : digits[..end];
        foreach (var digit in digits)
        {
            if (digit is < (byte)'0' or > (byte)'7')
            {
                return false;
            }

            value = (value * 8) + digit - '0';
        }

        return !digits.IsEmpty;
    }
}
