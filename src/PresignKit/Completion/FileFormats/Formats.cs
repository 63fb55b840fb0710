using System.Collections.Immutable;

namespace PresignKit.Completion.FileFormats;

/// <summary>
/// The known content formats: what each is recognized by, and which content types it fits. Both the judgement and docs/content.md are made
/// from this table.
/// </summary>
internal static class Formats
{
    public const string Word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    public const string WordTemplate = "application/vnd.openxmlformats-officedocument.wordprocessingml.template";
    public const string WordMacro = "application/vnd.ms-word.document.macroenabled.12";
    public const string Excel = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    public const string ExcelTemplate = "application/vnd.openxmlformats-officedocument.spreadsheetml.template";
    public const string ExcelMacro = "application/vnd.ms-excel.sheet.macroenabled.12";
    public const string ExcelBinary = "application/vnd.ms-excel.sheet.binary.macroenabled.12";
    public const string PowerPoint = "application/vnd.openxmlformats-officedocument.presentationml.presentation";
    public const string PowerPointTemplate = "application/vnd.openxmlformats-officedocument.presentationml.template";
    public const string SlideShow = "application/vnd.openxmlformats-officedocument.presentationml.slideshow";
    public const string PowerPointMacro = "application/vnd.ms-powerpoint.presentation.macroenabled.12";
    public const string Odt = "application/vnd.oasis.opendocument.text";
    public const string Ods = "application/vnd.oasis.opendocument.spreadsheet";
    public const string Odp = "application/vnd.oasis.opendocument.presentation";
    public const string Odg = "application/vnd.oasis.opendocument.graphics";
    public const string Epub = "application/epub+zip";
    public const string Zip = "application/zip";
    public const string LegacyWord = "application/msword";
    public const string LegacyExcel = "application/vnd.ms-excel";
    public const string LegacyPowerPoint = "application/vnd.ms-powerpoint";

    /// <summary>Text of any kind.</summary>
    public static readonly Format Text = new(
        "text", "application/json", "application/x-ndjson", "application/yaml", "application/toml", "application/sql", "application/x-subrip",
        "audio/x-mpegurl", "application/x-sh", "application/x-bat", "application/pgp-keys", "application/x-pem-file")
    {
        IsText = true,
        IsDistinct = false,
        Signatures = [new("no byte of `00` to `08`, `0B`, `0E` to `1A`, `1C` to `1F`; in UTF-16 and UTF-32, a byte order mark", PlainText.Matches)],
    };

    /// <summary>Types of which every ZIP archive may be.</summary>
    public static readonly ImmutableArray<string> GenericZip =
    [
        Zip, "application/java-archive", "application/vnd.android.package-archive", "model/3mf", "application/vnd.google-earth.kmz",
        "application/vnd.apple.pages", "application/vnd.apple.numbers", "application/vnd.apple.keynote", "application/vnd.comicbook+zip",
    ];

    /// <summary>All formats, the most specific first.</summary>
    public static readonly ImmutableArray<Format> All =
    [
        // Images.
        new("a PNG image", "image/png", "image/apng") { Possible = ["image/x-icon"], Signatures = [Signature.At("89 'PNG' 0D0A1A0A")] },
        new("a JPEG image", "image/jpeg") { Signatures = [Signature.At("FFD8FF")] },
        new("a GIF image", "image/gif") { Signatures = [Signature.At("'GIF87a'"), Signature.At("'GIF89a'")] },
        new("a WebP image", "image/webp") { Signatures = [Signature.At("'RIFF' ???????? 'WEBP'")] },
        new("an AVIF image", "image/avif", "image/heif")
        {
            Possible = ["image/heic"],
            Signatures = [new("box `ftyp` with the brand `avif`, or the major brand `avis`", IsoMedia.IsAvif)],
        },
        new("a HEIF image", "image/heic", "image/heif")
        {
            Signatures =
            [
                new(
                    "box `ftyp` with the brand `heic` or `heix`, or the major brand `heim`, `heis`, `hevc`, `hevx`, `mif1`, `mif2`, `msf1`, `miaf`, "
                    + "`avci`, `avcs`, `jpeg`, `jpgs`, `j2ki`, or `vvic`",
                    IsoMedia.IsHeif),
            ],
        },
        new("a JPEG XL image", "image/jxl") { Signatures = [Signature.At("0000000C 'JXL ' 0D0A870A"), Signature.At("FF0A")], Distinction = HasBox },
        new("a JPEG 2000 image", "image/jp2") { Signatures = [Signature.At("0000000C 'jP  ' 0D0A870A"), Signature.At("FF4FFF51")] },
        new("a Photoshop image", "image/vnd.adobe.photoshop") { Signatures = [Signature.At("'8BPS' 00")] },
        new("a TIFF image", "image/tiff", "image/x-adobe-dng")
        {
            Signatures = [Signature.At("'II' 2A00"), Signature.At("'MM' 002A"), Signature.At("'II' 2B00"), Signature.At("'MM' 002B")],
        },
        new("a BMP image", "image/bmp")
        {
            Signatures =
            [
                new("`'BM'` at offset 0, and either zero at offset 6 or a header of 12, 16, 40, 52, 56, 64, 108, or 124 bytes at offset 14", Bitmap.Matches),
                new("`'BA'` at offset 0, and `'BM'`, `'IC'`, or `'CI'` at offset 14", Bitmap.IsArray),
            ],
        },
        new("an icon", "image/x-icon") { IsDistinct = false, Signatures = [Signature.At("00000100"), Signature.At("00000200")] },
        new("a DjVu document", "image/vnd.djvu") { Signatures = [Signature.At("'AT&TFORM'")] },
        new("an AutoCAD drawing", "image/vnd.dwg")
        {
            Signatures = [Signature.At("'AC10' ???? 00"), Signature.At("'AC1.'"), Signature.At("'AC2.'"), Signature.At("'MC0.0'")],
        },
        new("a drawing in DXF", "image/vnd.dxf")
        {
            IsText = true,
            IsDistinct = false,
            Signatures = [Signature.At("'AutoCAD Binary DXF' 0D0A1A00"), new("text", PlainText.Matches)],
        },
        new("a metafile", "image/emf", "image/wmf")
        {
            Signatures = [Signature.At("' EMF'", 40), Signature.At("D7CDC69A"), Signature.At("01000900 00"), Signature.At("02000900 00")],
        },

        // Video and audio.
        new("an MP4 or QuickTime file with audio", "audio/mp4", "video/mp4", "video/quicktime", "video/3gpp", "video/3gpp2", "audio/aac")
        {
            Signatures = [new("box `ftyp` with the major brand `M4A `, `M4B `, or `M4P `", IsoMedia.IsAudio)],
        },
        new("an MP4 or QuickTime file", "video/mp4", "video/quicktime", "video/3gpp", "video/3gpp2", "audio/mp4")
        {
            Signatures = [new("box `ftyp` of at least 16 bytes, with any other brand", IsoMedia.IsMedia)],
        },
        new("an MP4 or QuickTime file", "video/mp4", "video/quicktime", "video/3gpp", "video/3gpp2", "audio/mp4")
        {
            Signatures =
            [
                new(
                    "box `styp`, `moof`, `moov`, `mdat`, `free`, `skip`, `wide`, `pnot`, `sidx`, `ssix`, `emsg`, `prft`, `uuid`, `pdin`, `meta`, `udta`, "
                    + "`PICT`, `junk`, `imda`, or `mfra`; a size that consists of ASCII text is no size unless binary bytes follow",
                    IsoMedia.IsBareBox),
            ],
        },
        new("a WebM file", "video/webm", "audio/webm", "video/x-matroska", "audio/x-matroska")
        {
            Signatures = [new("`1A45DFA3`, and a DocType of `webm`", Ebml.IsWebM)],
        },
        new("a Matroska file", "video/x-matroska", "audio/x-matroska")
        {
            Signatures = [new("`1A45DFA3`, and a DocType of `matroska` or none", Ebml.IsMatroska)],
        },
        new("a segment of WebM or Matroska", "video/webm", "audio/webm", "video/x-matroska", "audio/x-matroska")
        {
            Signatures = [new("`1F43B675` (a Cluster)", Ebml.IsSegment)],
        },
        new("an Ogg file", "audio/ogg", "video/ogg", "audio/opus") { Possible = ["audio/flac"], Signatures = [Signature.At("'OggS'")] },
        new("a FLAC file", "audio/flac") { Signatures = [Signature.At("'fLaC'")] },
        new("a WAV file with MP3", "audio/wav", "audio/mpeg")
        {
            Signatures = [new("`'RIFF' ???????? 'WAVE'`, and a format of 0x55", Riff.IsMpegInWave)],
        },
        new("a WAV file", "audio/wav")
        {
            Signatures =
            [
                Signature.At("'RIFF' ???????? 'WAVE'"), Signature.At("'RIFX' ???????? 'WAVE'"), Signature.At("'RF64' ???????? 'WAVE'"),
                Signature.At("'BW64' ???????? 'WAVE'"), Signature.At("'riff' 2E91CF11A5D628DB04C10000"),
            ],
        },
        new("an AVI file", "video/x-msvideo") { Signatures = [Signature.At("'RIFF' ???????? 'AVI '"), Signature.At("'RIFF' ???????? 'AVIX'")] },
        new("a Video CD file", "video/mpeg") { Signatures = [Signature.At("'RIFF' ???????? 'CDXA'")] },
        new("a MIDI file", "audio/midi") { Signatures = [Signature.At("'MThd' 000000"), Signature.At("'RIFF' ???????? 'RMID'")] },
        new("an AIFF file", "audio/aiff") { Signatures = [Signature.At("'FORM' ???????? 'AIFF'"), Signature.At("'FORM' ???????? 'AIFC'")] },
        new("an AMR file", "audio/amr", "audio/amr-wb", "audio/3gpp") { IsText = true, Signatures = [Signature.At("'#!AMR'")] },
        new("a Sun audio file", "audio/basic") { Signatures = [Signature.At("'.snd'")] },
        new("a Core Audio file", "audio/x-caf") { Signatures = [Signature.At("'caff' 0001")] },
        new("a Windows Media file", "video/x-ms-wmv", "video/x-ms-asf", "audio/x-ms-wma") { Signatures = [Signature.At("3026B2758E66CF11")] },
        new("a Flash video", "video/x-flv") { Signatures = [Signature.At("'FLV' 01")] },
        new("an MXF file", "application/mxf") { Signatures = [Signature.At("060E2B34020501")] },
        new("an audio file with ID3 tags", "audio/mpeg", "audio/aac", "audio/flac")
        {
            Possible = ["audio/ogg", "audio/opus", "audio/wav", "audio/aiff", "audio/ac3", "audio/mp4", "video/mp2t"],
            Signatures = [Signature.At("'ID3'")],
        },
        new("an audio file with APE tags", "audio/mpeg") { Signatures = [Signature.At("'APETAGEX'")] },
        new("an AAC file", "audio/aac")
        {
            Signatures = [new("a frame of ADTS", AudioFrame.IsAdts), Signature.At("'ADIF'")],
            Distinction = AudioFrame.IsCertainlyAdts,
        },
        new("an MP3 file", "audio/mpeg")
        {
            Possible = ["video/mpeg"],
            Signatures = [new("a frame of MPEG audio at offset 0, or two in a row anywhere in the bytes that are read", AudioFrame.IsMpeg)],
            Distinction = AudioFrame.IsCertainlyMpeg,
        },
        new("an AC-3 file", "audio/ac3") { IsDistinct = false, Signatures = [Signature.At("0B77"), Signature.At("770B")] },
        new("an MPEG video", "video/mpeg") { Signatures = [Signature.At("000001BA"), Signature.At("000001B3"), Signature.At("000001BB")] },
        new("an MPEG transport stream", "video/mp2t", "video/mpeg")
        {
            Signatures = [new("`47` every 188, 192, or 204 bytes, from any offset", TransportStream.Matches)],
            Distinction = TransportStream.IsCertain,
        },

        // Documents.
        new("a PDF document", "application/pdf")
        {
            // Illustrator writes PDF into its .ai files.
            IsText = true,
            Possible = ["application/postscript"],
            Signatures = [Signature.At("'%PDF-'"), new("`'%PDF-'` or `'%!PS-Adobe-'` with `'PDF-'` anywhere in the first 1,024 bytes", PdfHeader.Matches)],
            Distinction = PdfHeader.IsFirst,
        },
        new("an RTF document", "application/rtf", LegacyWord) { IsText = true, Signatures = [Signature.At(@"'{\rtf'"), Signature.At(@"'{\urtf'")] },
        new("a PostScript file", "application/postscript")
        {
            IsText = true,
            Possible = ["text/plain"],
            Signatures = [Signature.At("'%!PS'"), Signature.At("04 '%!PS'"), Signature.At("C5D0D3C6")],
        },
        new(
            "an Office document that is legacy or encrypted",
            LegacyWord, LegacyExcel, LegacyPowerPoint, Word, WordTemplate, WordMacro, Excel, ExcelTemplate, ExcelMacro, ExcelBinary, PowerPoint,
            PowerPointTemplate, SlideShow, PowerPointMacro, "application/vnd.visio", "application/vnd.ms-outlook", "application/vnd.ms-project")
        {
            Signatures = [Signature.At("D0CF11E0A1B11AE1")],
        },
        new("a spreadsheet of Excel 2, 3, or 4", LegacyExcel)
        {
            IsDistinct = false,
            Signatures = [Signature.At("0900 0400"), Signature.At("0902 0600"), Signature.At("0904 0600"), Signature.At("0908")],
        },
        new("a document of Word 2 or earlier", LegacyWord)
        {
            IsDistinct = false,
            Signatures = [Signature.At("DBA5"), Signature.At("31BE0000"), Signature.At("32BE0000"), Signature.At("FE370023")],
        },
        new("a Word document", Word, WordTemplate, WordMacro, Zip)
        {
            Possible = [LegacyWord],
            Signatures = [new("a ZIP archive with a folder `word/`", start => ZipArchive.HasFolder(start, "word/"u8))],
        },
        new("an Excel workbook", Excel, ExcelTemplate, ExcelMacro, ExcelBinary, Zip)
        {
            Possible = [LegacyExcel],
            Signatures = [new("a ZIP archive with a folder `xl/`", start => ZipArchive.HasFolder(start, "xl/"u8))],
        },
        new("a PowerPoint presentation", PowerPoint, PowerPointTemplate, SlideShow, PowerPointMacro, Zip)
        {
            Possible = [LegacyPowerPoint],
            Signatures = [new("a ZIP archive with a folder `ppt/`", start => ZipArchive.HasFolder(start, "ppt/"u8))],
        },
        OfMimeType("an OpenDocument text", Odt),
        OfMimeType("an OpenDocument spreadsheet", Ods),
        OfMimeType("an OpenDocument presentation", Odp),
        OfMimeType("an OpenDocument drawing", Odg),
        OfMimeType("an EPUB book", Epub),
        new("a ZIP archive", GenericZip)
        {
            Possible =
            [
                Word, WordTemplate, WordMacro, Excel, ExcelTemplate, ExcelMacro, ExcelBinary, PowerPoint, PowerPointTemplate, SlideShow, PowerPointMacro,
                Odt, Ods, Odp, Odg, Epub,
            ],
            Signatures =
            [
                new(
                    "`'PK' 0304`, `'PK' 0506`, `'PK' 0606`, `'PK' 0708 'PK'`, or `'PK00PK' 0304`, without what identifies a document",
                    ZipArchive.MayBeDocument),
            ],
        },
        new("a ZIP archive", GenericZip)
        {
            Signatures = [new("the same, and all of its entries are among the first bytes, none of them of a document", ZipArchive.IsNoDocument)],
        },

        // Archives.
        new("a 7z archive", "application/x-7z-compressed") { Signatures = [Signature.At("'7z' BCAF271C")] },
        new("a RAR archive", "application/vnd.rar") { Signatures = [Signature.At("'Rar!' 1A07"), Signature.At("'RE~^'")] },
        new("a gzip file", "application/gzip", "image/svg+xml")
        {
            Possible = ["application/x-tar", "image/emf", "image/wmf"],
            Signatures = [Signature.At("1F8B08")],
        },
        new("a bzip2 file", "application/x-bzip2")
        {
            Signatures = [Signature.At("'BZh' ?? 314159265359"), Signature.At("'BZh' ?? 177245385090")],
        },
        new("an xz file", "application/x-xz") { Signatures = [Signature.At("FD '7zXZ' 00")] },
        new("a Zstandard file", "application/zstd") { Signatures = [Signature.At("28B52FFD"), Signature.At("50 '*M' 18")] },
        new("an LZ4 file", "application/x-lz4") { Signatures = [Signature.At("04224D18")] },
        new("a compressed file of compress", "application/x-compress") { IsDistinct = false, Signatures = [Signature.At("1F9D")] },
        new("a cabinet", "application/vnd.ms-cab-compressed") { Signatures = [Signature.At("'MSCF' 00000000")] },
        new("a tar archive", "application/x-tar")
        {
            Signatures =
            [
                Signature.At("'ustar'", 257), new("a header of 512 bytes with the right checksum at offset 148 (version 7)", TarHeader.Matches),
                new("at least 512 bytes, all of them zero (no files)", TarHeader.IsEmptyArchive),
            ],
            Distinction = start => !TarHeader.IsEmptyArchive(start),
        },

        // Fonts, models, data, and programs.
        new("a WOFF font", "font/woff") { Signatures = [Signature.At("'wOFF'")] },
        new("a WOFF2 font", "font/woff2") { Signatures = [Signature.At("'wOF2'")] },
        new("an OpenType font", "font/otf", "font/ttf") { Signatures = [Signature.At("'OTTO' 00"), Signature.At("'true' 00"), Signature.At("'typ1' 00")] },
        new("a TrueType font", "font/ttf", "font/otf") { IsDistinct = false, Signatures = [Signature.At("00010000")] },
        new("a font collection", "font/collection") { Possible = ["font/ttf", "font/otf"], Signatures = [Signature.At("'ttcf' 00")] },
        new("a glTF model", "model/gltf-binary") { Signatures = [Signature.At("'glTF' 01000000"), Signature.At("'glTF' 02000000")] },
        new("a SQLite database", "application/vnd.sqlite3") { Signatures = [Signature.At("'SQLite format 3' 00")] },
        new("a Parquet file", "application/vnd.apache.parquet") { Signatures = [Signature.At("'PAR1'"), Signature.At("'PARE'")] },
        new("a DICOM file", "application/dicom") { Signatures = [Signature.At("'DICM'", 128)] },
        new("WebAssembly", "application/wasm") { Signatures = [Signature.At("00 'asm'")] },
        new("a Flash program", "application/x-shockwave-flash") { Signatures = [Signature.At("'FWS'"), Signature.At("'CWS'"), Signature.At("'ZWS'")] },
        new("a Windows program", "application/x-msdownload") { IsProgram = true, Signatures = [Signature.At("'MZ'")] },
        new("a Linux program", "application/x-executable", "application/x-sharedlib") { IsProgram = true, Signatures = [Signature.At("7F 'ELF'")] },
        new("a macOS program or Java class", "application/x-mach-binary", "application/java-vm")
        {
            IsProgram = true,
            Signatures = [Signature.At("CFFAEDFE"), Signature.At("CEFAEDFE"), Signature.At("CAFEBABE")],
        },

        // Texts.
        new("WebVTT subtitles", "text/vtt")
        {
            IsText = true, IsDistinct = false, Signatures = [new("text that begins with the word `WEBVTT`", PlainText.IsWebVtt)],
        },
        new("a playlist", "application/vnd.apple.mpegurl")
        {
            IsText = true, IsDistinct = false, Signatures = [new("text that begins with the word `#EXTM3U`, possibly after blank lines", PlainText.IsPlaylist)],
        },
        Text,
    ];

    private static Format OfMimeType(string name, string type) => new(name, type, Zip)
    {
        Signatures = [new($"a ZIP archive that begins with an uncompressed entry `mimetype` of `{type}`", start => ZipArchive.HasType(start, type))],
    };

    private static bool HasBox(ReadOnlySpan<byte> start) => start.StartsWith("\0\0\0\x0C"u8);
}
