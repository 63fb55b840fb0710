using System.Buffers.Binary;

namespace PresignKit.Sample.Media.Streams;

/// <summary>Looks whether what ffmpeg has written is whole. On a full disk, it says that it has succeeded, and leaves files that are empty or cut off.</summary>
internal static class WrittenFiles
{
    private const int ShortHeader = 8;
    private const int LongHeader = 16;

    private static ReadOnlySpan<byte> EndOfJpeg => [0xFF, 0xD9];

    /// <summary>Checks all playlists, segments, and pictures in a folder.</summary>
    /// <exception cref="IOException">One of them is not whole.</exception>
    public static void Check(string folder)
    {
        foreach (var path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            if (!IsWhole(path))
            {
                throw new IOException($"'{Path.GetRelativePath(folder, path)}' is empty or cut off. The disk was probably full.");
            }
        }
    }

    private static bool IsWhole(string path)
    {
        if (Path.GetFileName(path) == "index.m3u8")
        {
            return File.ReadAllText(path).TrimEnd().EndsWith("#EXT-X-ENDLIST", StringComparison.Ordinal);
        }

        using var file = File.OpenRead(path);
        return Path.GetExtension(path) switch
        {
            ".mp4" or ".m4s" => HasWholeBoxes(file),
            ".jpg" => HasEnd(file),
            _ => file.Length > 0,
        };
    }

    // The marker "end of image" (ITU-T T.81, B.1.1.3).
    private static bool HasEnd(FileStream file)
    {
        Span<byte> end = stackalloc byte[EndOfJpeg.Length];
        file.Position = Math.Max(0, file.Length - end.Length);
        return file.ReadAtLeast(end, end.Length, throwOnEndOfStream: false) == end.Length && end.SequenceEqual(EndOfJpeg);
    }

    // Boxes follow one another, and each begins with its size (ISO/IEC 14496-12, section 4.2).
    private static bool HasWholeBoxes(FileStream file)
    {
        Span<byte> header = stackalloc byte[LongHeader];
        long end = 0;
        while (end < file.Length)
        {
            file.Position = end;
            var read = file.ReadAtLeast(header, LongHeader, throwOnEndOfStream: false);
            if (read < ShortHeader)
            {
                return false;
            }

            ulong size = BinaryPrimitives.ReadUInt32BigEndian(header);
            size = size == 1 && read == LongHeader ? BinaryPrimitives.ReadUInt64BigEndian(header[ShortHeader..]) : size;
            if (size < ShortHeader || size > (ulong)(file.Length - end))
            {
                return false;
            }

            end += (long)size;
        }

        return end > 0;
    }
}
