using PresignKit.Content;

namespace PresignKit.Completion.FileFormats;

/// <summary>Judges whether the first bytes of a file fit its declared type.</summary>
internal static class ContentSniffer
{
    /// <summary>The number of bytes that are judged: enough to recognize every content format, and for a fair sample of a text.</summary>
    public const int BytesNeeded = 4096;

    private const string NothingKnown = "not in any known format";

    /// <summary>Compares the first bytes with the declared type.</summary>
    /// <param name="contentType">The declared type, normalized.</param>
    /// <param name="allowsActive">Whether the policy allows active content for this type.</param>
    /// <param name="start">The first <see cref="BytesNeeded"/> bytes, or the whole file if it is shorter.</param>
    public static ContentJudgement Judge(string contentType, bool allowsActive, ReadOnlySpan<byte> start)
    {
        if (!allowsActive && IsActive(contentType, start))
        {
            return new(ContentMatch.Contradicts, ActiveContent.Name, IsActive: true);
        }

        // Every file without active content is a sequence of octets.
        if (MediaTypes.Unspecific.Contains(contentType))
        {
            return new(ContentMatch.Fits, Identify(start)?.Name ?? FallbackName(start));
        }

        var formats = FormatsOfType.Find(contentType);
        Format? fitting = null;
        foreach (var format in formats)
        {
            if (format.Matches(start))
            {
                if (format.Identifies(start))
                {
                    return new(ContentMatch.Fits, format.Name);
                }

                fitting ??= format;
            }
        }

        // A lenient signature (a PDF header behind other bytes, any text) yields to another format that is recognized for certain.
        var identified = Identify(start);
        return identified is not null && !identified.Types.Contains(contentType) ? OfOtherFormat(contentType, identified, isListed: !formats.IsEmpty)
            : fitting is not null ? new(ContentMatch.Fits, fitting.Name)
            : OfNoFormat(contentType, start, isListed: !formats.IsEmpty);
    }

    /// <summary>Whether the first bytes are active content although the policy does not allow it for this type.</summary>
    public static bool IsActive(string contentType, ReadOnlySpan<byte> start) =>
        ActiveContent.Matches(start, MediaTypes.IsText(contentType), allowsScripts: MediaTypes.IsScript(contentType))
        || ((IsMedium(contentType) || HasMagicOfMedium(start)) && ActiveContent.IsPolyglot(start));

    private static bool IsMedium(string contentType) => MediaTypes.IsDisplayed(contentType) && !MediaTypes.IsText(contentType);

    /// <summary>Whether the bytes begin like an image, audio, video, a font, or a PDF document, even if nothing of the kind follows.</summary>
    private static bool HasMagicOfMedium(ReadOnlySpan<byte> start)
    {
        foreach (var format in Formats.All)
        {
            if (format.IsDistinct && format.Distinction is null && IsMedium(format.Types[0]) && format.HasSignature(start))
            {
                return true;
            }
        }

        return start.StartsWith("%PDF-"u8);
    }

    private static ContentJudgement OfOtherFormat(string contentType, Format identified, bool isListed) => new(
        (isListed && !identified.Possible.Contains(contentType)) || (identified.IsProgram && MediaTypes.IsDisplayed(contentType))
            ? ContentMatch.Contradicts
            : ContentMatch.Unknown,
        identified.Name);

    private static ContentJudgement OfNoFormat(string contentType, ReadOnlySpan<byte> start, bool isListed)
    {
        var name = FallbackName(start);
        return !isListed ? new(ContentMatch.Unknown, name)
            : start.IsEmpty ? new(ContentMatch.Unknown, "missing")
            : MediaTypes.IsText(contentType) ? new(ContentMatch.Contradicts, PlainText.Matches(start) ? Formats.Text.Name : "binary data")
            : PlainText.Matches(start) || !FormatsOfType.WithoutMandatoryHeader.Contains(contentType) ? new(ContentMatch.Contradicts, name)
            : new(ContentMatch.Unknown, name);
    }

    private static string FallbackName(ReadOnlySpan<byte> start) => !start.IsEmpty && PlainText.Matches(start) ? Formats.Text.Name : NothingKnown;

    private static Format? Identify(ReadOnlySpan<byte> start)
    {
        foreach (var format in Formats.All)
        {
            if (format.Identifies(start))
            {
                return format;
            }
        }

        return null;
    }
}
