using PresignKit.Content;

namespace PresignKit.Completion.FileFormats;

/// <summary>Checks whether the first bytes of a file match its declared type.</summary>
internal static class ContentSniffer
{
    /// <summary>The number of bytes that are checked: enough to recognize every content format, and for a fair sample of a text.</summary>
    public const int BytesNeeded = 4096;

    /// <summary>What the bytes are instead, for a message; null if they do not contradict the type.</summary>
    /// <param name="contentType">The declared type, normalized.</param>
    /// <param name="start">The first <see cref="BytesNeeded"/> bytes, or the whole file if it is shorter.</param>
    public static string? Contradiction(string contentType, ReadOnlySpan<byte> start)
    {
        // The policy allows this active type explicitly, and no check of its content would make it safe.
        if (MediaTypes.IsActive(contentType))
        {
            return null;
        }

        var expected = FormatsOfType.Find(contentType);
        if (expected.IsEmpty)
        {
            // The content format of this type is unknown, but a browser that sniffs must not find a page in it.
            return ActiveContent.Matches(start) ? Describe(start) : null;
        }

        foreach (var format in expected)
        {
            if (format.Matches(start))
            {
                return null;
            }
        }

        return Describe(start);
    }

    private static string Describe(ReadOnlySpan<byte> start)
    {
        if (ActiveContent.Matches(start))
        {
            return "HTML, XML, or a script";
        }

        foreach (var format in Formats.All)
        {
            if (format.Matches(start))
            {
                return format.Name;
            }
        }

        return "not in any known format";
    }
}
