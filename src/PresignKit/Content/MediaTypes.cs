using System.Collections.Frozen;

namespace PresignKit.Content;

/// <summary>What is known about content types: extensions, aliases, and which of them a browser executes.</summary>
internal static class MediaTypes
{
    /// <summary>Types that browsers and other clients declare if they do not know the type.</summary>
    public static readonly FrozenSet<string> Unspecific = FrozenSet.Create(
        StringComparer.Ordinal,
        "application/octet-stream", "binary/octet-stream", "application/x-binary", "application/unknown", "application/x-download");

    /// <summary>Types that a browser may execute in the store's origin.</summary>
    private static readonly FrozenSet<string> Active = FrozenSet.Create(
        StringComparer.Ordinal,
        "text/html", "application/xhtml+xml", "image/svg+xml", "text/xml", "application/xml", "text/xsl", "application/xslt+xml",
        "text/javascript", "application/javascript", "application/x-javascript", "application/ecmascript", "text/ecmascript",
        "application/x-shockwave-flash", "text/x-component", "multipart/x-mixed-replace", "text/cache-manifest", "application/wasm",
        "message/rfc822", "multipart/related", "application/x-mimearchive");

    // An extension stands for its first type; a type gets its first extension.
    private static readonly (string Extension, string Type)[] Known =
    [
        (".mp4", "video/mp4"), (".m4v", "video/mp4"), (".webm", "video/webm"), (".mov", "video/quicktime"), (".mkv", "video/x-matroska"),
        (".ogv", "video/ogg"), (".avi", "video/x-msvideo"), (".mpg", "video/mpeg"), (".mpeg", "video/mpeg"), (".ts", "video/mp2t"),
        (".3gp", "video/3gpp"), (".mp3", "audio/mpeg"), (".m4a", "audio/mp4"), (".aac", "audio/aac"), (".ogg", "audio/ogg"),
        (".oga", "audio/ogg"), (".opus", "audio/opus"), (".wav", "audio/wav"), (".flac", "audio/flac"), (".weba", "audio/webm"),
        (".jpg", "image/jpeg"), (".jpeg", "image/jpeg"), (".png", "image/png"), (".gif", "image/gif"), (".webp", "image/webp"),
        (".avif", "image/avif"), (".heic", "image/heic"), (".heif", "image/heif"), (".tif", "image/tiff"), (".tiff", "image/tiff"),
        (".bmp", "image/bmp"), (".ico", "image/x-icon"), (".svg", "image/svg+xml"), (".vtt", "text/vtt"), (".srt", "application/x-subrip"),
        (".txt", "text/plain"), (".csv", "text/csv"), (".md", "text/markdown"), (".html", "text/html"), (".htm", "text/html"),
        (".xhtml", "application/xhtml+xml"), (".xml", "application/xml"), (".js", "text/javascript"), (".mjs", "text/javascript"),
        (".json", "application/json"), (".pdf", "application/pdf"), (".rtf", "application/rtf"), (".epub", "application/epub+zip"),
        (".zip", "application/zip"), (".gz", "application/gzip"), (".tar", "application/x-tar"), (".7z", "application/x-7z-compressed"),
        (".rar", "application/vnd.rar"), (".doc", "application/msword"), (".xls", "application/vnd.ms-excel"),
        (".ppt", "application/vnd.ms-powerpoint"),
        (".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        (".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        (".pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
        (".odt", "application/vnd.oasis.opendocument.text"), (".ods", "application/vnd.oasis.opendocument.spreadsheet"),
        (".m3u8", "application/vnd.apple.mpegurl"), (".mpd", "application/dash+xml"), (".wasm", "application/wasm"),
        (".bin", "application/octet-stream"),
    ];

    private static readonly FrozenDictionary<string, string> TypeByExtension =
        Known.DistinctBy(k => k.Extension).ToFrozenDictionary(k => k.Extension, k => k.Type, StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, string> ExtensionByType =
        Known.DistinctBy(k => k.Type).ToFrozenDictionary(k => k.Type, k => k.Extension, StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> Aliases = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["image/jpg"] = "image/jpeg",
        ["image/pjpeg"] = "image/jpeg",
        ["image/x-png"] = "image/png",
        ["image/vnd.microsoft.icon"] = "image/x-icon",
        ["video/x-m4v"] = "video/mp4",
        ["audio/mp3"] = "audio/mpeg",
        ["audio/x-mp3"] = "audio/mpeg",
        ["audio/x-m4a"] = "audio/mp4",
        ["audio/m4a"] = "audio/mp4",
        ["audio/wave"] = "audio/wav",
        ["audio/x-wav"] = "audio/wav",
        ["audio/vnd.wave"] = "audio/wav",
        ["audio/x-flac"] = "audio/flac",
        ["audio/x-aac"] = "audio/aac",
        ["application/x-pdf"] = "application/pdf",
        ["application/x-zip-compressed"] = "application/zip",
        ["application/x-gzip"] = "application/gzip",
        ["application/x-mpegurl"] = "application/vnd.apple.mpegurl",
        ["text/x-markdown"] = "text/markdown",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Whether a browser may execute the type. Every <c>+xml</c> type counts.</summary>
    public static bool IsActive(string type) => Active.Contains(type) || type.EndsWith("+xml", StringComparison.Ordinal);

    /// <summary>The type that an extension stands for, or null.</summary>
    public static string? OfExtension(string extension) => TypeByExtension.GetValueOrDefault(extension);

    /// <summary>The extension of a type, dot included, or empty.</summary>
    public static string ExtensionOf(string type) => ExtensionByType.GetValueOrDefault(type, "");

    /// <summary>The type that a name is an alias of, or the name itself.</summary>
    public static string Canonical(string type) => Aliases.GetValueOrDefault(type, type);

    /// <summary>A type without parameters, in lowercase; null: the text is not <c>type/subtype</c>.</summary>
    public static string? Normalize(string? text)
    {
        if (text is null)
        {
            return null;
        }

        var semicolon = text.IndexOf(';', StringComparison.Ordinal);
        var type = (semicolon < 0 ? text : text[..semicolon]).Trim().ToLowerInvariant();
        var slash = type.IndexOf('/', StringComparison.Ordinal);
        return type.Length <= 127 && slash > 0 && slash < type.Length - 1
            && IsToken(type.AsSpan(0, slash)) && IsToken(type.AsSpan(slash + 1)) ? type : null;
    }

    // RFC 6838, section 4.2: restricted-name, which is narrower than an HTTP token and has no '*'.
    private static bool IsToken(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (!char.IsAsciiLetterOrDigit(c) && !"!#$&-^_.+".Contains(c, StringComparison.Ordinal))
            {
                return false;
            }
        }

        return true;
    }
}
