using System.Collections.Immutable;

namespace PresignKit.Completion.FileFormats;

/// <summary>The known content formats, with the first bytes that their specifications define.</summary>
internal static class Formats
{
    public static readonly Format Avif = new("an AVIF image", IsoMedia.IsAvif);
    public static readonly Format Heif = new("a HEIF image", IsoMedia.IsHeif);
    public static readonly Format Mp4 = new("an MP4 or QuickTime file", IsoMedia.IsMedia);
    public static readonly Format QuickTime = new("a QuickTime file", IsoMedia.IsClassicQuickTime);
    public static readonly Format WebM = new("a WebM file", Ebml.IsWebM);
    public static readonly Format Matroska = new("a Matroska file", Ebml.IsMatroska);
    public static readonly Format Ogg = Format.Starting("an Ogg file", "OggS"u8.ToArray());
    public static readonly Format Flac = Format.Starting("a FLAC file", "fLaC"u8.ToArray());
    public static readonly Format Id3 = Format.Starting("an audio file with ID3 tags", "ID3"u8.ToArray());
    public static readonly Format MpegAudio = new("an MP3 file", AudioFrame.IsMpeg);
    public static readonly Format Adts = new("an AAC file", AudioFrame.IsAdts);
    public static readonly Format Wave = new("a WAV file", Riff.IsWave);
    public static readonly Format Avi = new("an AVI file", Riff.IsAvi);
    public static readonly Format WebP = new("a WebP image", Riff.IsWebP);
    public static readonly Format MpegProgram = Format.Starting("an MPEG video", [0, 0, 1, 0xBA], [0, 0, 1, 0xB3]);
    public static readonly Format MpegTransport = new("an MPEG transport stream", TransportStream.Matches);
    public static readonly Format Jpeg = Format.Starting("a JPEG image", [0xFF, 0xD8, 0xFF]);
    public static readonly Format Png = Format.Starting("a PNG image", [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]);
    public static readonly Format Gif = Format.Starting("a GIF image", "GIF87a"u8.ToArray(), "GIF89a"u8.ToArray());
    public static readonly Format Tiff = Format.Starting("a TIFF image", "II*\0"u8.ToArray(), "MM\0*"u8.ToArray());
    public static readonly Format Bmp = new(
        "a BMP image",
        start => start.Length >= 14 && start.StartsWith("BM"u8) && start[6..10].IndexOfAnyExcept((byte)0) < 0);
    public static readonly Format Icon = Format.Starting("an icon", [0, 0, 1, 0]);
    public static readonly Format Pdf = Format.Starting("a PDF document", "%PDF-"u8.ToArray());
    public static readonly Format Rtf = Format.Starting("an RTF document", @"{\rtf"u8.ToArray());
    public static readonly Format Zip = Format.Starting("a ZIP archive or a ZIP-based document", "PK\x3\x4"u8.ToArray(), "PK\x5\x6"u8.ToArray());
    public static readonly Format Gzip = Format.Starting("a gzip file", [0x1F, 0x8B, 8]);
    public static readonly Format SevenZip = Format.Starting("a 7z archive", [(byte)'7', (byte)'z', 0xBC, 0xAF, 0x27, 0x1C]);
    public static readonly Format Rar = Format.Starting("a RAR archive", "Rar!\x1A\x7"u8.ToArray());
    public static readonly Format Tar = new("a tar archive", start => start.Length >= 262 && start[257..].StartsWith("ustar"u8));
    public static readonly Format CompoundFile = Format.Starting("a legacy Office document", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]);
    public static readonly Format WebVtt = new("WebVTT subtitles", PlainText.IsWebVtt);
    public static readonly Format Playlist = new("a playlist", PlainText.IsPlaylist);
    public static readonly Format Text = new("text", PlainText.Matches);

    /// <summary>All formats, the most specific first.</summary>
    public static readonly ImmutableArray<Format> All =
    [
        Png, Jpeg, Gif, WebP, Avif, Heif, Mp4, WebM, Matroska, Ogg, Flac, Wave, Avi, Pdf, Rtf, Zip, SevenZip, Rar, Gzip, CompoundFile, Tiff, Bmp,
        Tar, Id3, Adts, MpegAudio, MpegProgram, MpegTransport, Icon, QuickTime, WebVtt, Playlist, Text,
    ];
}
