using System.Buffers.Binary;

namespace PresignKit.Completion.FileFormats;

/// <summary>
/// The ISO base media file format (ISO/IEC 14496-12): boxes of a size and a type. The brands of the box <c>ftyp</c> distinguish MP4,
/// QuickTime, and 3GPP from the still images that share the container.
/// </summary>
internal static class IsoMedia
{
    private const int BoxHeader = 8;
    private const int LargeBoxHeader = 16;

    public static bool IsMedia(ReadOnlySpan<byte> start) => !Brands(start).IsEmpty && !IsAvif(start) && !IsHeif(start);

    /// <summary>Whether the brand says that there is audio alone.</summary>
    public static bool IsAudio(ReadOnlySpan<byte> start) =>
        IsMedia(start) && (HasMajor(start, "M4A "u8) || HasMajor(start, "M4B "u8) || HasMajor(start, "M4P "u8));

    public static bool IsAvif(ReadOnlySpan<byte> start) => HasBrand(start, "avif"u8) || HasMajor(start, "avis"u8);

    public static bool IsHeif(ReadOnlySpan<byte> start) =>
        !IsAvif(start)
        && (HasBrand(start, "heic"u8) || HasBrand(start, "heix"u8) || HasMajor(start, "heim"u8) || HasMajor(start, "heis"u8)
            || HasMajor(start, "hevc"u8) || HasMajor(start, "hevx"u8) || HasMajor(start, "mif1"u8) || HasMajor(start, "mif2"u8)
            || HasMajor(start, "msf1"u8) || HasMajor(start, "miaf"u8) || HasMajor(start, "avci"u8) || HasMajor(start, "avcs"u8)
            || HasMajor(start, "jpeg"u8) || HasMajor(start, "jpgs"u8) || HasMajor(start, "j2ki"u8) || HasMajor(start, "vvic"u8));

    /// <summary>
    /// Whether the file starts with another top-level box: a segment of HLS or DASH, or a file from before <c>ftyp</c> existed.
    /// </summary>
    public static bool IsBareBox(ReadOnlySpan<byte> start)
    {
        foreach (var type in (ReadOnlySpan<uint>)
        [
            Code("moov"u8), Code("mdat"u8), Code("wide"u8), Code("free"u8), Code("skip"u8), Code("pnot"u8), Code("styp"u8), Code("moof"u8),
            Code("sidx"u8), Code("ssix"u8), Code("emsg"u8), Code("prft"u8), Code("uuid"u8), Code("pdin"u8), Code("meta"u8), Code("udta"u8),
            Code("PICT"u8), Code("junk"u8), Code("imda"u8), Code("mfra"u8),
        ])
        {
            if (start.Length >= BoxHeader && BinaryPrimitives.ReadUInt32BigEndian(start[4..]) == type)
            {
                return IsBoxSize(start);
            }
        }

        return false;
    }

    private static uint Code(ReadOnlySpan<byte> type) => BinaryPrimitives.ReadUInt32BigEndian(type);

    private static uint SizeOf(ReadOnlySpan<byte> start) => BinaryPrimitives.ReadUInt32BigEndian(start);

    // Size 1 announces a 64-bit size, and size 0 a box that runs to the end of the file. A size made of ASCII text is a text, unless what
    // follows is binary, as in a recording of more than half a gigabyte.
    private static bool IsBoxSize(ReadOnlySpan<byte> start) => SizeOf(start) switch
    {
        0 => true,
        1 => start.Length >= LargeBoxHeader && BinaryPrimitives.ReadUInt64BigEndian(start[BoxHeader..]) is >= LargeBoxHeader and < 1UL << 48,
        < BoxHeader => false,
        _ => start[..4].ContainsAnyExceptInRange((byte)0x20, (byte)0x7E)
            || PlainText.HasBinaryBytes(start[BoxHeader..Math.Min(start.Length, BoxHeader + 64)]),
    };

    /// <summary>The content of <c>ftyp</c>: major brand, minor version, and any number of brands; empty if there is no such box.</summary>
    private static ReadOnlySpan<byte> Brands(ReadOnlySpan<byte> start)
    {
        if (start.Length < BoxHeader + 4 || !start[4..].StartsWith("ftyp"u8))
        {
            return [];
        }

        var (header, size) = (BoxHeader, (ulong)SizeOf(start));
        if (size == 1 && start.Length >= LargeBoxHeader + 4)
        {
            (header, size) = (LargeBoxHeader, BinaryPrimitives.ReadUInt64BigEndian(start[BoxHeader..]));
        }

        return size >= (ulong)header + 8 && size <= ContentSniffer.BytesNeeded && size % 4 == 0
            ? start[header..(int)Math.Min(size, (ulong)start.Length)]
            : [];
    }

    private static bool HasMajor(ReadOnlySpan<byte> start, ReadOnlySpan<byte> brand) => Brands(start).StartsWith(brand);

    private static bool HasBrand(ReadOnlySpan<byte> start, ReadOnlySpan<byte> brand)
    {
        var brands = Brands(start);
        if (brands.StartsWith(brand))
        {
            return true;
        }

        for (var at = 8; at + 4 <= brands.Length; at += 4)
        {
            if (brands[at..].StartsWith(brand))
            {
                return true;
            }
        }

        return false;
    }
}
