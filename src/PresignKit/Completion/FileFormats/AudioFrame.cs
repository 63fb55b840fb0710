namespace PresignKit.Completion.FileFormats;

/// <summary>Recognizes the headers of audio frames that are not in a container.</summary>
internal static class AudioFrame
{
    /// <summary>
    /// ISO/IEC 11172-3, frame header: 11 bits of sync, then no reserved version, bit rate, or sampling rate. Layer I is left
    /// out: it is no longer in use, and the byte order mark of UTF-16 (FF FE) would match it.
    /// </summary>
    public static bool IsMpeg(ReadOnlySpan<byte> start) =>
        start.Length >= 4
        && start[0] == 0xFF && (start[1] & 0xE0) == 0xE0
        && (start[1] & 0x18) != 0x08
        && (start[1] & 0x06) is 0x02 or 0x04
        && (start[2] & 0xF0) != 0xF0
        && (start[2] & 0x0C) != 0x0C;

    /// <summary>ISO/IEC 13818-7, ADTS: 12 bits of sync, a layer of zero, no reserved sampling rate; or the older ADIF.</summary>
    public static bool IsAdts(ReadOnlySpan<byte> start) =>
        start.StartsWith("ADIF"u8)
        || (start.Length >= 7 && start[0] == 0xFF && (start[1] & 0xF6) == 0xF0 && (start[2] & 0x3C) < 13 << 2);
}
