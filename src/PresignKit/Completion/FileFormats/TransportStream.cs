namespace PresignKit.Completion.FileFormats;

/// <summary>ISO/IEC 13818-1: packets of 188 bytes, each starting with 0x47.</summary>
internal static class TransportStream
{
    private const int PacketLength = 188;
    private const int PacketsChecked = 3;

    public static bool Matches(ReadOnlySpan<byte> start)
    {
        if (start.Length < PacketLength)
        {
            return false;
        }

        for (var i = 0; i < PacketsChecked && i * PacketLength < start.Length; i++)
        {
            if (start[i * PacketLength] != 0x47)
            {
                return false;
            }
        }

        return true;
    }
}
