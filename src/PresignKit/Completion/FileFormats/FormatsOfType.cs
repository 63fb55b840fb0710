using System.Collections.Frozen;
using System.Collections.Immutable;
using PresignKit.Content;

namespace PresignKit.Completion.FileFormats;

/// <summary>Maps content types to the content formats that they stand for.</summary>
internal static class FormatsOfType
{
    /// <summary>
    /// Types some of whose files begin with nothing that is known: streams that were cut, formats older than their headers, archives behind
    /// a program that unpacks them. Unknown bytes do not contradict them.
    /// </summary>
    public static readonly FrozenSet<string> WithoutMandatoryHeader = FrozenSet.Create(
        StringComparer.Ordinal,
        "audio/mpeg", "audio/aac", "audio/ac3", "audio/amr", "audio/amr-wb", "audio/basic", "video/mpeg", "video/mp2t", "application/zip",
        "application/msword", "application/vnd.ms-excel", "application/vnd.ms-powerpoint", "application/vnd.visio",
        "application/vnd.ms-project", "application/vnd.ms-outlook", "application/vnd.apple.pages", "application/vnd.apple.numbers",
        "application/vnd.apple.keynote", "image/emf", "image/wmf", "image/vnd.dwg", "image/x-adobe-dng", "application/postscript",
        "application/vnd.comicbook+zip", "application/x-msdownload", "application/x-executable", "application/x-mach-binary",
        "application/dicom", "application/x-bat", "application/vnd.ms-cab-compressed", "font/collection");

    private static readonly FrozenDictionary<string, ImmutableArray<Format>> Table = Formats.All
        .SelectMany(format => format.Types.Select(type => (Type: type, Format: format)))
        .GroupBy(pair => pair.Type, pair => pair.Format, StringComparer.Ordinal)
        .ToFrozenDictionary(group => group.Key, group => Complete(group.Key, [.. group]), StringComparer.Ordinal);

    private static readonly ImmutableArray<Format> TextOnly = [Formats.Text];

    /// <summary>The formats; empty if none is known for the type.</summary>
    public static ImmutableArray<Format> Find(string contentType) =>
        Table.TryGetValue(contentType, out var formats) ? formats : MediaTypes.IsText(contentType) ? TextOnly : [];

    /// <summary>A type of text whose listed formats are binary alone (a compressed SVG image) also has text.</summary>
    private static ImmutableArray<Format> Complete(string contentType, ImmutableArray<Format> formats) =>
        MediaTypes.IsText(contentType) && !formats.Any(format => format.IsText) ? formats.Add(Formats.Text) : formats;
}
