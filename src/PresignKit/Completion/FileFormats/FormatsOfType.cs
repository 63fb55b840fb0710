using System.Collections.Frozen;
using System.Collections.Immutable;

namespace PresignKit.Completion.FileFormats;

/// <summary>Maps content types to the content formats that they stand for.</summary>
internal static class FormatsOfType
{
    private static readonly FrozenDictionary<string, ImmutableArray<Format>> Table = new Dictionary<string, ImmutableArray<Format>>(StringComparer.Ordinal)
    {
        ["video/mp4"] = [Formats.Mp4],
        ["video/quicktime"] = [Formats.Mp4, Formats.QuickTime],
        ["video/3gpp"] = [Formats.Mp4],
        ["video/webm"] = [Formats.WebM],
        ["video/x-matroska"] = [Formats.Matroska, Formats.WebM],
        ["video/ogg"] = [Formats.Ogg],
        ["video/x-msvideo"] = [Formats.Avi],
        ["video/mpeg"] = [Formats.MpegProgram],
        ["video/mp2t"] = [Formats.MpegTransport],
        ["audio/mpeg"] = [Formats.Id3, Formats.MpegAudio],
        ["audio/mp4"] = [Formats.Mp4],
        ["audio/aac"] = [Formats.Adts, Formats.Id3],
        ["audio/ogg"] = [Formats.Ogg],
        ["audio/opus"] = [Formats.Ogg],
        ["audio/wav"] = [Formats.Wave],
        ["audio/flac"] = [Formats.Flac, Formats.Id3],
        ["audio/webm"] = [Formats.WebM],
        ["image/jpeg"] = [Formats.Jpeg],
        ["image/png"] = [Formats.Png],
        ["image/gif"] = [Formats.Gif],
        ["image/webp"] = [Formats.WebP],
        ["image/avif"] = [Formats.Avif],
        ["image/heic"] = [Formats.Heif],
        ["image/heif"] = [Formats.Heif],
        ["image/bmp"] = [Formats.Bmp],
        ["image/tiff"] = [Formats.Tiff],
        ["image/x-icon"] = [Formats.Icon],
        ["application/pdf"] = [Formats.Pdf],
        ["application/rtf"] = [Formats.Rtf],
        ["application/zip"] = [Formats.Zip],
        ["application/epub+zip"] = [Formats.Zip],
        ["application/vnd.openxmlformats-officedocument.wordprocessingml.document"] = [Formats.Zip],
        ["application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"] = [Formats.Zip],
        ["application/vnd.openxmlformats-officedocument.presentationml.presentation"] = [Formats.Zip],
        ["application/vnd.oasis.opendocument.text"] = [Formats.Zip],
        ["application/vnd.oasis.opendocument.spreadsheet"] = [Formats.Zip],
        ["application/msword"] = [Formats.CompoundFile],
        ["application/vnd.ms-excel"] = [Formats.CompoundFile],
        ["application/vnd.ms-powerpoint"] = [Formats.CompoundFile],
        ["application/gzip"] = [Formats.Gzip],
        ["application/x-7z-compressed"] = [Formats.SevenZip],
        ["application/vnd.rar"] = [Formats.Rar],
        ["application/x-tar"] = [Formats.Tar],
        ["application/vnd.apple.mpegurl"] = [Formats.Playlist],
        ["application/x-subrip"] = [Formats.Text],
        ["application/json"] = [Formats.Text],
        ["text/vtt"] = [Formats.WebVtt],
        ["text/plain"] = [Formats.Text],
        ["text/csv"] = [Formats.Text],
        ["text/markdown"] = [Formats.Text],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The formats; empty if none is known for the type.</summary>
    public static ImmutableArray<Format> Find(string contentType) => Table.GetValueOrDefault(contentType, []);
}
