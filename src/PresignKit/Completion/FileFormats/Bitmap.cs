using System.Buffers.Binary;

namespace PresignKit.Completion.FileFormats;

/// <summary>Bitmaps of Windows and OS/2: two letters alone are too little, so a header follows that makes sense.</summary>
internal static class Bitmap
{
    private const int FileHeader = 14;

    public static bool Matches(ReadOnlySpan<byte> start) =>
        start.Length >= FileHeader && start.StartsWith("BM"u8)
        && (start[6..10].IndexOfAnyExcept((byte)0) < 0 || (start.Length >= FileHeader + 4 && IsInfoHeader(start[FileHeader..])));

    /// <summary>OS/2: a bitmap array, whose first element is a bitmap or an icon.</summary>
    public static bool IsArray(ReadOnlySpan<byte> start) =>
        start.Length >= 16 && start.StartsWith("BA"u8)
        && (start[14..].StartsWith("BM"u8) || start[14..].StartsWith("IC"u8) || start[14..].StartsWith("CI"u8));

    private static bool IsInfoHeader(ReadOnlySpan<byte> header) =>
        BinaryPrimitives.ReadUInt32LittleEndian(header) is 12 or 16 or 40 or 52 or 56 or 64 or 108 or 124;
}
