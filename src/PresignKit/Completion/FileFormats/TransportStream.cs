namespace PresignKit.Completion.FileFormats;

/// <summary>
/// ISO/IEC 13818-1: packets of 188 bytes, each starting with 0x47; with a time code before (Blu-ray, AVCHD: 192 bytes) or with error
/// correction after each (204 bytes). A recording may start within a packet.
/// </summary>
internal static class TransportStream
{
    private const byte Sync = 0x47;
    private const int PacketLength = 188;
    private const int PacketsForCertainty = 4;

    public static bool Matches(ReadOnlySpan<byte> start)
    {
        if (start.Length < PacketLength)
        {
            return false;
        }

        foreach (var length in (ReadOnlySpan<int>)[188, 192, 204])
        {
            for (var offset = 0; offset < length && offset < start.Length; offset++)
            {
                // At the place where a stream usually begins, one packet is enough.
                if (IsInSync(start, offset, length, offset == (length == 192 ? 4 : 0) ? 1 : PacketsForCertainty))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>Whether so many packets were seen that no other file looks like it.</summary>
    public static bool IsCertain(ReadOnlySpan<byte> start) => start.Length >= PacketLength * PacketsForCertainty && Matches(start);

    private static bool IsInSync(ReadOnlySpan<byte> start, int offset, int length, int needed)
    {
        var packets = 0;
        for (var i = offset; i < start.Length; i += length, packets++)
        {
            if (start[i] != Sync)
            {
                return false;
            }
        }

        return packets >= needed;
    }
}
