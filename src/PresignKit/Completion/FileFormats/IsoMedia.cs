using System.Buffers.Binary;

namespace PresignKit.Completion.FileFormats;

/// <summary>
/// The ISO base media file format (ISO/IEC 14496-12): a first box <c>ftyp</c> whose brands distinguish MP4, QuickTime, and 3GPP
/// from the still images that share the container.
/// </summary>
internal static class IsoMedia
{
    private const int BoxHeader = 8;
    private const int BrandsStart = 8;

    public static bool IsMedia(ReadOnlySpan<byte> start) => IsBox(start, "ftyp"u8) && !IsAvif(start) && !IsHeif(start);

    public static bool IsAvif(ReadOnlySpan<byte> start) => HasBrand(start, "avif"u8, onlyMajor: false) || HasBrand(start, "avis"u8, onlyMajor: true);

    public static bool IsHeif(ReadOnlySpan<byte> start) =>
        !IsAvif(start)
        && (HasBrand(start, "heic"u8, onlyMajor: false)
            || HasBrand(start, "heix"u8, onlyMajor: false)
            || HasBrand(start, "heim"u8, onlyMajor: true)
            || HasBrand(start, "heis"u8, onlyMajor: true)
            || HasBrand(start, "hevc"u8, onlyMajor: true)
            || HasBrand(start, "hevx"u8, onlyMajor: true)
            || HasBrand(start, "mif1"u8, onlyMajor: true)
            || HasBrand(start, "msf1"u8, onlyMajor: true));

    /// <summary>Whether the file starts with another top-level atom, as QuickTime files did before <c>ftyp</c> existed.</summary>
    public static bool IsClassicQuickTime(ReadOnlySpan<byte> start) =>
        IsBox(start, "moov"u8) || IsBox(start, "mdat"u8) || IsBox(start, "wide"u8) || IsBox(start, "free"u8) || IsBox(start, "skip"u8)
        || IsBox(start, "pnot"u8);

    private static bool IsBox(ReadOnlySpan<byte> start, ReadOnlySpan<byte> type) =>
        start.Length >= BoxHeader + 4 && start[4..].StartsWith(type)
        && (type.SequenceEqual("ftyp"u8) ? IsBrandBoxSize(BoxSize(start)) : BoxSize(start) is 0 or 1 or >= BoxHeader);

    // Header, major brand, minor version, and any number of brands, each a multiple of four bytes. For other boxes, size 1 announces
    // a 64-bit size, and size 0 a box that runs to the end of the file.
    private static bool IsBrandBoxSize(uint size) => size is >= 16 and <= ContentSniffer.BytesNeeded && size % 4 == 0;

    private static uint BoxSize(ReadOnlySpan<byte> start) => BinaryPrimitives.ReadUInt32BigEndian(start);

    private static bool HasBrand(ReadOnlySpan<byte> start, ReadOnlySpan<byte> brand, bool onlyMajor)
    {
        if (!IsBox(start, "ftyp"u8))
        {
            return false;
        }

        // Major brand, minor version, then the compatible brands up to the end of the box.
        if (start[BrandsStart..].StartsWith(brand) || onlyMajor)
        {
            return start[BrandsStart..].StartsWith(brand);
        }

        var box = start[..(int)Math.Min(BoxSize(start), (uint)start.Length)];
        for (var at = BrandsStart + 8; at + 4 <= box.Length; at += 4)
        {
            if (box[at..].StartsWith(brand))
            {
                return true;
            }
        }

        return false;
    }
}
