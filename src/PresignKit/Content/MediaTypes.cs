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

    /// <summary>Text that is neither <c>text/*</c> nor <c>+json</c> nor <c>+xml</c>.</summary>
    private static readonly FrozenSet<string> Text = FrozenSet.Create(
        StringComparer.Ordinal,
        "application/json", "application/x-ndjson", "application/yaml", "application/toml", "application/sql", "application/x-subrip",
        "application/vnd.apple.mpegurl", "audio/x-mpegurl", "application/x-sh", "application/x-bat", "application/pgp-keys", "application/x-pem-file",
        "image/vnd.dxf", "application/xml", "message/rfc822", "application/x-csh", "application/x-perl",
        "application/x-python", "application/x-ruby", "application/x-php", "application/ecmascript", "application/javascript");

    private static readonly FrozenDictionary<string, MediaType> ByExtension =
        Pairs(known => known.Extensions).ToFrozenDictionary(pair => pair.Key, pair => pair.Value, StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, MediaType> ByType =
        MediaTypeTable.All.ToFrozenDictionary(known => known.Type, StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, MediaType> ByAlias =
        Pairs(known => known.Aliases).ToFrozenDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);

    /// <summary>Whether a browser may execute the type. Every <c>+xml</c> type counts.</summary>
    public static bool IsActive(string type) => Active.Contains(type) || type.EndsWith("+xml", StringComparison.Ordinal);

    /// <summary>Whether files of the type are text.</summary>
    public static bool IsText(string type) =>
        type.StartsWith("text/", StringComparison.Ordinal) || type.EndsWith("+json", StringComparison.Ordinal)
        || type.EndsWith("+xml", StringComparison.Ordinal) || Text.Contains(type);

    /// <summary>Whether files of the type are scripts of a shell or an interpreter, which may begin with <c>#!</c>.</summary>
    public static bool IsScript(string type) =>
        type is "application/x-sh" or "application/x-csh" or "application/x-perl" or "application/x-python" or "application/x-ruby"
        || (type.StartsWith("text/x-", StringComparison.Ordinal) && ByType.GetValueOrDefault(Canonical(type)) is null);

    /// <summary>Whether browsers may display the type, or use it in a page, instead of saving it.</summary>
    public static bool IsDisplayed(string type) =>
        type.StartsWith("image/", StringComparison.Ordinal) || type.StartsWith("audio/", StringComparison.Ordinal)
        || type.StartsWith("video/", StringComparison.Ordinal) || type.StartsWith("font/", StringComparison.Ordinal)
        || type == "application/pdf" || IsText(type) || IsActive(type);

    /// <summary>The type that an extension stands for, or null.</summary>
    public static string? OfExtension(string extension) => ByExtension.GetValueOrDefault(extension)?.Type;

    /// <summary>The extension of a type, dot included, or empty.</summary>
    public static string ExtensionOf(string type) => ByType.GetValueOrDefault(type)?.Extensions.FirstOrDefault() ?? "";

    /// <summary>The type that a name is an alias of, or the name itself.</summary>
    public static string Canonical(string type) => ByType.ContainsKey(type) ? type : ByAlias.GetValueOrDefault(type)?.Type ?? type;

    /// <summary>
    /// What a declared name can stand for, the most specific first: the extension decides if systems use the name for several types.
    /// </summary>
    public static IEnumerable<string> Candidates(string declared, string extension)
    {
        if (ByExtension.GetValueOrDefault(extension) is { } own)
        {
            // Two names of the same type are compared as one: application/excel is application/vnd.ms-excel.
            if (own.Misnomers.Contains(declared) || own.Misnomers.Contains(Canonical(declared)) || own.Aliases.Contains(declared))
            {
                return [own.Type];
            }

            if (own.Broader.Contains(declared) || own.Broader.Contains(Canonical(declared)))
            {
                return [own.Type, Canonical(declared)];
            }

            if (own.Siblings.Contains(declared) || own.Siblings.Contains(Canonical(declared)))
            {
                return [Canonical(declared), own.Type];
            }
        }

        return [Canonical(declared)];
    }

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

    /// <summary>Each name with the first type that lists it.</summary>
    private static IEnumerable<KeyValuePair<string, MediaType>> Pairs(Func<MediaType, IEnumerable<string>> names) =>
        MediaTypeTable.All.SelectMany(known => names(known).Select(name => KeyValuePair.Create(name, known))).DistinctBy(pair => pair.Key);
}
