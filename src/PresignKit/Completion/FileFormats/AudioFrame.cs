namespace PresignKit.Completion.FileFormats;

/// <summary>Recognizes the headers of audio frames that are not in a container.</summary>
internal static class AudioFrame
{
    // ISO/IEC 11172-3 and 13818-3: kbit/s by layer, for version 1 and for versions 2 and 2.5.
    private static ReadOnlySpan<short> RatesOfLayer1 => [0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448];

    private static ReadOnlySpan<short> RatesOfLayer2 => [0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384];

    private static ReadOnlySpan<short> RatesOfLayer3 => [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];

    private static ReadOnlySpan<short> LowRatesOfLayer1 => [0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256];

    private static ReadOnlySpan<short> LowRates => [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];

    private static ReadOnlySpan<int> SamplingRates => [44100, 48000, 32000];

    /// <summary>A frame at the beginning, or, behind padding or a cut, two frames in a row.</summary>
    public static bool IsMpeg(ReadOnlySpan<byte> start)
    {
        if (IsHeader(start))
        {
            return true;
        }

        for (var i = 1; i + 4 <= start.Length; i++)
        {
            if (start[i] == 0xFF && IsFollowed(start, i))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether two frames follow each other from the beginning, which no other file has.</summary>
    public static bool IsCertainlyMpeg(ReadOnlySpan<byte> start) => IsHeader(start) && IsFollowed(start, 0);

    /// <summary>ISO/IEC 13818-7, ADTS: 12 bits of sync, a layer of zero, no reserved sampling rate.</summary>
    public static bool IsAdts(ReadOnlySpan<byte> start) =>
        start.Length >= 7 && start[0] == 0xFF && (start[1] & 0xF6) == 0xF0 && (start[2] & 0x3C) < 13 << 2;

    /// <summary>Whether a second frame of ADTS follows, or the first is all that was read.</summary>
    public static bool IsCertainlyAdts(ReadOnlySpan<byte> start)
    {
        if (!IsAdts(start))
        {
            return false;
        }

        var length = ((start[3] & 3) << 11) | (start[4] << 3) | (start[5] >> 5);
        return length >= 7 && length + 7 <= start.Length && IsAdts(start[length..]);
    }

    private static bool IsFollowed(ReadOnlySpan<byte> start, int at)
    {
        if (!IsHeader(start[at..]))
        {
            return false;
        }

        var length = FrameLength(start[at..]);
        return length > 4 && at + length + 4 <= start.Length && IsHeader(start[(at + length)..]) && start[at + 1] == start[at + length + 1];
    }

    /// <summary>
    /// 11 bits of sync, then no reserved version, layer, bit rate, or sampling rate. Layer I with a checksum is left out: it is no longer in use,
    /// and the byte order mark of UTF-16 (FF FE) would match it.
    /// </summary>
    private static bool IsHeader(ReadOnlySpan<byte> start) =>
        start.Length >= 4
        && start[0] == 0xFF && (start[1] & 0xE0) == 0xE0
        && (start[1] & 0x18) != 0x08
        && (start[1] & 0x06) != 0 && start[1] != 0xFE
        && (start[2] & 0xF0) != 0xF0
        && (start[2] & 0x0C) != 0x0C;

    private static int FrameLength(ReadOnlySpan<byte> header)
    {
        var (version, layer, padding) = ((header[1] >> 3) & 3, 4 - ((header[1] >> 1) & 3), (header[2] >> 1) & 1);
        var rates = (version, layer) switch
        {
            (3, 1) => RatesOfLayer1,
            (3, 2) => RatesOfLayer2,
            (3, _) => RatesOfLayer3,
            (_, 1) => LowRatesOfLayer1,
            _ => LowRates,
        };
        var bits = rates[header[2] >> 4] * 1000;
        var sampling = SamplingRates[(header[2] >> 2) & 3] >> (version == 3 ? 0 : version == 2 ? 1 : 2);
        return layer switch
        {
            1 => ((12 * bits / sampling) + padding) * 4,
            3 when version != 3 => (72 * bits / sampling) + padding,
            _ => (144 * bits / sampling) + padding,
        };
    }
}
