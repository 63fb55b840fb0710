using System.Collections.Immutable;

namespace PresignKit.Content;

/// <summary>
/// Content types as browsers, Windows, macOS, Android, and the shared MIME database of Linux declare them. An extension stands for the first
/// type that lists it.
/// </summary>
internal static class MediaTypeTable
{
    public const string Plain = "text/plain";
    public const string Zip = "application/zip";

    public static readonly ImmutableArray<MediaType> All =
    [
        // Video.
        new("video/mp4", ".mp4", ".m4v", ".mp4v", ".f4v")
        {
            Aliases = ["video/x-m4v", "video/m4v", "video/x-mp4", "video/mpeg4", "application/mp4", "video/x-f4v"],
        },
        new("video/webm", ".webm") { Aliases = ["video/x-webm"] },
        new("video/quicktime", ".mov", ".qt") { Aliases = ["video/x-quicktime", "image/mov"], Broader = ["video/mp4"] },
        new("video/x-matroska", ".mkv", ".mk3d")
        {
            Aliases = ["video/matroska", "application/x-matroska", "video/mkv", "video/x-mkv"],
            Misnomers = ["video/webm"],
        },
        new("video/ogg", ".ogv", ".ogm")
        {
            Aliases = ["video/x-ogg", "video/theora", "video/x-theora+ogg", "video/x-ogm+ogg"],
            Misnomers = ["application/ogg"], Siblings = ["audio/ogg"],
        },
        new("video/x-msvideo", ".avi")
        {
            Aliases = ["video/avi", "video/vnd.avi", "video/msvideo", "video/x-avi", "application/x-troff-msvideo", "image/avi"],
        },
        new("video/mpeg", ".mpg", ".mpeg", ".mpe", ".m1v", ".m2v", ".vob", ".mpv")
        {
            Aliases =
            [
                "video/mpg", "video/x-mpg", "video/x-mpeg", "video/mpeg2", "video/x-mpeg2", "video/mp2p", "video/dvd", "video/x-ms-vob",
                "video/x-mpeg-system",
            ],
        },
        new("video/mp2t", ".ts", ".m2ts", ".mts", ".m2t")
        {
            Aliases = ["video/vnd.dlna.mpeg-tts", "video/mpeg-tts", "video/m2ts", "video/avchd-stream", "video/x-mpegts", "video/vnd.mpeg.ts"],
            Misnomers = ["text/vnd.trolltech.linguist", "model/vnd.mts"],
            Broader = ["video/mpeg"],
        },
        new("video/3gpp", ".3gp", ".3gpp") { Aliases = ["video/3gp"], Siblings = ["audio/3gpp"], Broader = ["video/mp4"] },
        new("video/3gpp2", ".3g2", ".3gpp2") { Aliases = ["video/3g2"], Siblings = ["audio/3gpp2"], Broader = ["video/mp4"] },
        new("video/x-ms-wmv", ".wmv") { Aliases = ["video/wmv"], Broader = ["video/x-ms-asf"] },
        new("video/x-ms-asf", ".asf") { Aliases = ["application/vnd.ms-asf", "video/x-ms-asf-plugin"] },
        new("video/x-flv", ".flv") { Aliases = ["video/flv", "application/x-flash-video", "flv-application/octet-stream"] },
        new("application/mxf", ".mxf") { Aliases = ["video/mxf"] },

        // Audio.
        new("audio/mpeg", ".mp3", ".mp2", ".mpga", ".mpa")
        {
            Aliases =
            [
                "audio/mp3", "audio/x-mp3", "audio/mpeg3", "audio/x-mpeg3", "audio/x-mpeg-3", "audio/x-mpeg", "audio/mpg", "audio/x-mpg", "audio/mpegaudio",
                "audio/x-mpegaudio", "audio/mp2", "audio/x-mp2",
            ],
            Misnomers = ["video/mpeg", "video/x-mpeg"],
        },
        new("audio/mp4", ".m4a", ".m4b", ".mp4a", ".m4r", ".m4p")
        {
            Aliases =
            [
                "audio/x-m4a", "audio/m4a", "audio/x-m4b", "audio/m4b", "audio/x-m4r", "audio/x-m4p", "audio/mp4a-latm", "audio/mpeg4", "audio/x-mp4",
            ],
            Misnomers = ["audio/mpeg"],
            Broader = ["video/mp4", "audio/aac"],
        },
        new("audio/aac", ".aac", ".adts", ".adt")
        {
            Aliases = ["audio/x-aac", "audio/aacp", "audio/x-aacp", "audio/x-hx-aac-adts", "audio/vnd.dlna.adts", "audio/x-adts"],
        },
        new("audio/ogg", ".ogg", ".oga", ".spx")
        {
            Aliases =
            [
                "application/ogg", "application/x-ogg", "audio/x-ogg", "audio/vorbis", "audio/x-vorbis", "audio/x-vorbis+ogg", "audio/x-speex+ogg",
                "audio/vorbis+ogg",
            ],
            Siblings = ["video/ogg"],
        },
        new("audio/opus", ".opus") { Aliases = ["audio/x-opus", "audio/x-opus+ogg"], Broader = ["audio/ogg"] },
        new("audio/wav", ".wav", ".wave", ".bwf") { Aliases = ["audio/wave", "audio/x-wav", "audio/vnd.wave", "audio/x-pn-wav", "audio/x-wave"] },
        new("audio/flac", ".flac") { Aliases = ["audio/x-flac", "application/x-flac"] },
        new("audio/webm", ".weba") { Broader = ["video/webm"] },
        new("audio/x-matroska", ".mka") { Aliases = ["audio/matroska"], Broader = ["video/x-matroska"] },
        new("audio/aiff", ".aiff", ".aif", ".aifc") { Aliases = ["audio/x-aiff", "sound/aiff", "audio/x-aifc"] },
        new("audio/midi", ".mid", ".midi", ".kar", ".rmi")
        {
            Aliases = ["audio/mid", "audio/x-mid", "audio/x-midi", "audio/sp-midi", "application/x-midi", "music/x-midi"],
        },
        new("audio/amr", ".amr") { Aliases = ["audio/x-amr", "audio/amr-nb"], Broader = ["audio/3gpp", "video/3gpp"] },
        new("audio/amr-wb", ".awb") { Broader = ["audio/amr"] },
        new("audio/basic", ".au", ".snd") { Aliases = ["audio/au", "audio/x-au", "audio/x-basic"] },
        new("audio/x-caf", ".caf") { Aliases = ["audio/caf"] },
        new("audio/ac3", ".ac3") { Aliases = ["audio/x-ac3", "audio/vnd.dolby.dd-raw"] },
        new("audio/x-ms-wma", ".wma") { Aliases = ["audio/wma"], Broader = ["video/x-ms-asf"] },

        // Images.
        new("image/jpeg", ".jpg", ".jpeg", ".jpe", ".jfif", ".pjpeg", ".pjp")
        {
            Aliases = ["image/jpg", "image/pjpeg", "image/x-jpeg", "image/x-jpg", "image/x-citrix-jpeg", "image/jfif"],
        },
        new("image/png", ".png") { Aliases = ["image/x-png", "image/x-citrix-png"] },
        new("image/apng", ".apng") { Aliases = ["image/vnd.mozilla.apng"], Broader = ["image/png"] },
        new("image/gif", ".gif") { Aliases = ["image/x-gif"] },
        new("image/webp", ".webp") { Aliases = ["image/x-webp"] },
        new("image/avif", ".avif", ".avifs") { Aliases = ["image/avif-sequence"], Broader = ["image/heif"] },
        new("image/heic", ".heic", ".heics") { Aliases = ["image/heic-sequence", "image/x-heic"], Broader = ["image/heif", "image/heif-sequence"] },
        new("image/heif", ".heif", ".heifs", ".hif") { Aliases = ["image/heif-sequence", "image/x-heif"], Siblings = ["image/heic"] },
        new("image/tiff", ".tif", ".tiff") { Aliases = ["image/tif", "image/x-tif", "image/x-tiff", "application/tiff"] },
        new("image/bmp", ".bmp", ".dib")
        {
            Aliases =
            [
                "image/x-bmp", "image/x-ms-bmp", "image/ms-bmp", "image/x-windows-bmp", "image/x-win-bitmap", "image/x-bitmap", "application/bmp",
            ],
        },
        new("image/x-icon", ".ico", ".cur")
        {
            Aliases = ["image/vnd.microsoft.icon", "image/ico", "image/icon", "image/x-ico", "text/ico", "application/ico"],
        },
        new("image/svg+xml", ".svg", ".svgz")
        {
            Aliases = ["image/svg", "image/svg-xml", "image/x-svg", "image/svg+xml-compressed", "text/svg", "text/xml-svg"],
        },
        new("image/jxl", ".jxl"),
        new("image/jp2", ".jp2", ".jpg2", ".j2k", ".jpf", ".jpx")
        {
            Aliases = ["image/jpeg2000", "image/jpeg2000-image", "image/x-jpeg2000-image", "image/jpx", "image/jpm", "image/j2k"],
        },
        new("image/vnd.adobe.photoshop", ".psd", ".psb")
        {
            Aliases =
            [
                "image/psd", "image/x-psd", "image/x-photoshop", "image/photoshop", "application/psd", "application/photoshop",
                "application/x-photoshop",
            ],
        },
        new("image/x-adobe-dng", ".dng") { Aliases = ["image/dng", "image/x-dng"], Broader = ["image/tiff"] },
        new("image/vnd.djvu", ".djvu", ".djv") { Aliases = ["image/x-djvu", "image/djvu"] },
        new("image/emf", ".emf") { Aliases = ["image/x-emf", "application/emf", "application/x-emf"] },
        new("image/wmf", ".wmf")
        {
            Aliases = ["image/x-wmf", "windows/metafile", "application/wmf", "application/x-wmf", "application/x-msmetafile"],
        },
        new("image/vnd.dwg", ".dwg")
        {
            Aliases =
            [
                "image/x-dwg", "application/acad", "application/x-acad", "application/autocad_dwg", "application/dwg", "application/x-dwg",
                "application/x-autocad", "drawing/dwg",
            ],
        },
        new("image/vnd.dxf", ".dxf")
        {
            Aliases = ["image/x-dxf", "application/dxf", "application/x-dxf", "drawing/x-dxf"],
            Misnomers = ["image/x-dwg", "image/vnd.dwg"],
            Broader = [Plain],
        },

        // Texts.
        new("text/plain", ".txt", ".text", ".log", ".ini", ".cfg", ".conf")
        {
            Aliases = ["application/txt", "text/anytext", "text/x-log", "application/text", "text/x-ini"],
        },
        new("text/csv", ".csv")
        {
            Aliases = ["text/comma-separated-values", "text/x-comma-separated-values", "text/x-csv", "application/csv", "application/x-csv"],
            Misnomers =
            [
                "application/vnd.ms-excel",
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "application/vnd.oasis.opendocument.spreadsheet",
            ],
            Broader = ["text/plain", "text/tab-separated-values"],
        },
        new("text/tab-separated-values", ".tsv", ".tab")
        {
            Aliases = ["text/tsv", "text/x-tsv"],
            Misnomers = ["application/vnd.ms-excel"],
            Broader = ["text/plain", "text/csv"],
        },
        new("text/markdown", ".md", ".markdown", ".mdown", ".mkd")
        {
            Aliases = ["text/x-markdown", "text/x-web-markdown"],
            Misnomers = ["application/x-genesis-rom"],
            Broader = [Plain],
        },
        new("text/vtt", ".vtt", ".webvtt") { Aliases = ["text/webvtt", "text/x-vtt", "application/vtt"], Broader = [Plain] },
        new("application/x-subrip", ".srt")
        {
            Aliases = ["text/srt", "text/x-srt", "text/x-subrip", "application/srt", "application/x-srt", "application/subrip"],
            Broader = [Plain],
        },
        new("text/calendar", ".ics", ".ifb", ".ical") { Aliases = ["text/x-vcalendar", "application/ics", "text/ical"], Broader = [Plain] },
        new("text/vcard", ".vcf", ".vcard") { Aliases = ["text/x-vcard", "text/directory", "application/vcard"], Broader = [Plain] },
        new("text/css", ".css") { Broader = [Plain] },
        new("application/json", ".json") { Aliases = ["text/json", "text/x-json", "application/x-json"], Broader = [Plain] },
        new("application/geo+json", ".geojson") { Aliases = ["application/vnd.geo+json"], Broader = ["application/json", "text/plain"] },
        new("application/x-ndjson", ".ndjson", ".jsonl")
        {
            Aliases = ["application/jsonl", "application/jsonlines", "application/x-jsonlines", "text/jsonl"],
            Broader = ["application/json", "text/plain"],
        },
        new("application/yaml", ".yaml", ".yml") { Aliases = ["text/yaml", "text/x-yaml", "application/x-yaml", "text/vnd.yaml"], Broader = [Plain] },
        new("application/toml", ".toml") { Aliases = ["text/toml", "text/x-toml"], Broader = [Plain] },
        new("application/sql", ".sql") { Aliases = ["text/sql", "text/x-sql", "application/x-sql"], Broader = [Plain] },
        new("application/rtf", ".rtf") { Aliases = ["text/rtf", "application/x-rtf", "text/richtext"], Broader = ["application/msword"] },
        new("text/html", ".html", ".htm", ".shtml"),
        new("application/xhtml+xml", ".xhtml", ".xht"),
        new("application/xml", ".xml", ".xsd", ".xsl") { Broader = ["text/xml"] },
        new("text/javascript", ".js", ".mjs", ".cjs")
        {
            Aliases =
            [
                "application/javascript", "application/x-javascript", "text/x-javascript", "application/ecmascript", "text/ecmascript", "text/jscript",
            ],
        },
        new("application/vnd.apple.mpegurl", ".m3u8")
        {
            Aliases = ["application/x-mpegurl", "application/mpegurl", "audio/mpegurl", "application/vnd.apple.mpegurl.audio"],
            Broader = ["audio/x-mpegurl", "text/plain"],
        },
        new("audio/x-mpegurl", ".m3u") { Broader = ["application/vnd.apple.mpegurl", "text/plain"] },
        new("application/dash+xml", ".mpd"),

        // Documents.
        new("application/pdf", ".pdf")
        {
            Aliases =
            [
                "application/x-pdf", "application/acrobat", "application/vnd.pdf", "applications/vnd.pdf", "text/pdf", "text/x-pdf", "image/pdf",
                "application/nappdf",
            ],
        },
        new("application/postscript", ".ps", ".eps", ".ai")
        {
            Aliases =
            [
                "application/eps", "application/x-eps", "image/eps", "image/x-eps", "application/ps", "application/x-postscript",
                "application/illustrator",
            ],
        },
        new("application/msword", ".doc", ".dot")
        {
            Aliases =
            [
                "application/doc", "application/x-doc", "application/ms-word", "application/x-msword", "application/vnd.msword",
                "application/vnd.ms-word", "application/winword",
            ],
        },
        new("application/vnd.ms-excel", ".xls", ".xlt", ".xla")
        {
            Aliases =
            [
                "application/msexcel", "application/x-msexcel", "application/x-ms-excel", "application/vnd.msexcel", "application/excel", "application/x-excel",
                "application/xls", "application/x-xls", "application/x-dos_ms_excel",
            ],
        },
        new("application/vnd.ms-powerpoint", ".ppt", ".pps", ".pot")
        {
            Aliases =
            [
                "application/mspowerpoint", "application/ms-powerpoint", "application/x-mspowerpoint", "application/vnd-mspowerpoint",
                "application/powerpoint", "application/x-powerpoint", "application/ppt",
            ],
        },
        Office("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "application/msword", "application/docx", ".docx"),
        Office("application/vnd.openxmlformats-officedocument.wordprocessingml.template", "application/msword", "application/dotx", ".dotx"),
        Office("application/vnd.ms-word.document.macroenabled.12", "application/msword", "application/docm", ".docm"),
        Office("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "application/vnd.ms-excel", "application/xlsx", ".xlsx"),
        Office("application/vnd.openxmlformats-officedocument.spreadsheetml.template", "application/vnd.ms-excel", "application/xltx", ".xltx"),
        Office("application/vnd.ms-excel.sheet.macroenabled.12", "application/vnd.ms-excel", "application/xlsm", ".xlsm"),
        Office("application/vnd.ms-excel.sheet.binary.macroenabled.12", "application/vnd.ms-excel", "application/xlsb", ".xlsb"),
        Office("application/vnd.openxmlformats-officedocument.presentationml.presentation", "application/vnd.ms-powerpoint", "application/pptx", ".pptx"),
        Office("application/vnd.openxmlformats-officedocument.presentationml.template", "application/vnd.ms-powerpoint", "application/potx", ".potx"),
        Office("application/vnd.openxmlformats-officedocument.presentationml.slideshow", "application/vnd.ms-powerpoint", "application/ppsx", ".ppsx"),
        Office("application/vnd.ms-powerpoint.presentation.macroenabled.12", "application/vnd.ms-powerpoint", "application/pptm", ".pptm"),
        new("application/vnd.oasis.opendocument.text", ".odt", ".ott")
        {
            Aliases = ["application/x-vnd.oasis.opendocument.text", "application/odt"],
            Broader = [Zip],
        },
        new("application/vnd.oasis.opendocument.spreadsheet", ".ods", ".ots")
        {
            Aliases = ["application/x-vnd.oasis.opendocument.spreadsheet", "application/ods"],
            Broader = [Zip],
        },
        new("application/vnd.oasis.opendocument.presentation", ".odp", ".otp")
        {
            Aliases = ["application/x-vnd.oasis.opendocument.presentation", "application/odp"],
            Broader = [Zip],
        },
        new("application/vnd.oasis.opendocument.graphics", ".odg", ".otg")
        {
            Aliases = ["application/x-vnd.oasis.opendocument.graphics", "application/odg"],
            Broader = [Zip],
        },
        new("application/vnd.visio", ".vsd") { Aliases = ["application/visio", "application/x-visio", "application/vsd"] },
        new("application/vnd.ms-outlook", ".msg"),
        new("application/vnd.ms-project", ".mpp") { Aliases = ["application/msproject", "application/x-msproject"] },
        new("application/epub+zip", ".epub") { Aliases = ["application/epub", "application/x-epub+zip", "application/x-epub"], Broader = [Zip] },
        new("application/vnd.apple.pages", ".pages") { Aliases = ["application/x-iwork-pages-sffpages"], Broader = [Zip] },
        new("application/vnd.apple.numbers", ".numbers") { Aliases = ["application/x-iwork-numbers-sffnumbers"], Broader = [Zip] },
        new("application/vnd.apple.keynote", ".key") { Aliases = ["application/x-iwork-keynote-sffkey"], Broader = [Zip] },
        new("message/rfc822", ".eml"),

        // Archives.
        new("application/zip", ".zip")
        {
            Aliases =
            [
                "application/x-zip", "application/x-zip-compressed", "application/zip-compressed", "application/x-compress-zip", "multipart/x-zip",
            ],
            Misnomers = ["application/x-compressed"],
        },
        new("application/gzip", ".gz", ".tgz")
        {
            Aliases =
            [
                "application/x-gzip", "application/x-gunzip", "application/gzipped", "application/gzip-compressed", "application/x-gzip-compressed",
                "application/x-tgz", "application/x-compressed-tar", "application/x-gtar-compressed", "multipart/x-gzip", "gzip/document",
            ],
            Misnomers = ["application/x-compressed"],
            Broader = ["application/x-tar"],
        },
        new("application/x-tar", ".tar") { Aliases = ["application/tar", "application/x-gtar", "application/x-ustar", "multipart/x-tar"] },
        new("application/x-7z-compressed", ".7z")
        {
            Aliases = ["application/x-7z", "application/7z", "application/7zip", "application/x-7zip"],
            Misnomers = ["application/x-compressed"],
        },
        new("application/vnd.rar", ".rar")
        {
            Aliases = ["application/x-rar-compressed", "application/x-rar", "application/rar"],
            Misnomers = ["application/x-compressed"],
        },
        new("application/x-bzip2", ".bz2", ".tbz2", ".tbz")
        {
            Aliases =
            [
                "application/x-bzip", "application/bzip2", "application/x-bz2", "application/x-bzip2-compressed-tar",
                "application/x-bzip-compressed-tar",
            ],
        },
        new("application/x-xz", ".xz", ".txz") { Aliases = ["application/xz", "application/x-xz-compressed-tar"] },
        new("application/zstd", ".zst", ".tzst") { Aliases = ["application/x-zstd", "application/x-zstd-compressed-tar"] },
        new("application/x-lz4", ".lz4"),
        new("application/vnd.ms-cab-compressed", ".cab") { Aliases = ["application/x-cab", "application/cab"] },
        new("application/java-archive", ".jar") { Aliases = ["application/x-java-archive", "application/x-jar"], Broader = [Zip] },
        new("application/vnd.android.package-archive", ".apk") { Broader = [Zip, "application/java-archive"] },
        new("application/vnd.comicbook+zip", ".cbz") { Aliases = ["application/x-cbz"], Broader = [Zip] },
        new("application/vnd.google-earth.kmz", ".kmz") { Broader = [Zip] },

        // Fonts, models, and data.
        new("font/woff", ".woff") { Aliases = ["application/font-woff", "application/x-font-woff"] },
        new("font/woff2", ".woff2") { Aliases = ["application/font-woff2", "application/x-font-woff2"] },
        new("font/ttf", ".ttf")
        {
            Aliases =
            [
                "application/x-font-ttf", "application/x-font-truetype", "application/font-ttf", "application/font-sfnt", "font/truetype", "font/sfnt",
            ],
        },
        new("font/otf", ".otf")
        {
            Aliases =
            [
                "application/x-font-otf", "application/x-font-opentype", "application/vnd.ms-opentype", "application/font-otf", "font/opentype",
            ],
            Broader = ["font/ttf"],
        },
        new("font/collection", ".ttc", ".otc") { Aliases = ["application/x-font-ttc"], Broader = ["font/ttf"] },
        new("model/gltf-binary", ".glb"),
        new("model/gltf+json", ".gltf") { Broader = ["application/json"] },
        new("model/stl", ".stl")
        {
            Aliases = ["application/sla", "application/vnd.ms-pki.stl", "application/x-navistyle", "model/x.stl-binary", "model/x.stl-ascii"],
            Broader = [Plain],
        },
        new("model/obj", ".obj") { Misnomers = ["application/x-tgif"], Broader = [Plain] },
        new("model/step", ".step", ".stp") { Aliases = ["application/step", "application/x-step", "application/stp"], Broader = [Plain] },
        new("model/iges", ".igs", ".iges") { Aliases = ["application/iges"], Broader = [Plain] },
        new("model/3mf", ".3mf")
        {
            Aliases = ["application/vnd.ms-package.3dmanufacturing-3dmodel+xml", "application/vnd.ms-3mfdocument"],
            Broader = [Zip],
        },
        new("application/vnd.sqlite3", ".sqlite", ".sqlite3") { Aliases = ["application/x-sqlite3", "application/x-sqlite"] },
        new("application/vnd.apache.parquet", ".parquet") { Aliases = ["application/parquet", "application/x-parquet"] },
        new("application/dicom", ".dcm") { Aliases = ["image/dicom", "application/x-dicom", "image/x-dicom"] },
        new("application/wasm", ".wasm"),
        new("application/octet-stream", ".bin"),
    ];

    private static MediaType Office(string type, string misnomer, string alias, string extension) =>
        new(type, extension) { Aliases = [alias], Misnomers = [misnomer], Broader = [Zip] };
}
