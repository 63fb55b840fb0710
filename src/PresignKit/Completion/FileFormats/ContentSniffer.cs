using PresignKit.Content;

namespace PresignKit.Completion.FileFormats;

/// <summary>Whether the first bytes of a file can be of its declared type.</summary>
internal static class ContentSniffer
{
    /// <summary>How many bytes are looked at: enough for every signature, and for a fair sample of a text.</summary>
    public const int BytesNeeded = 4096;

    /// <summary>What the bytes are instead, for a message; null where they do not contradict the type.</summary>
    /// <param name="contentType">The declared type, normalized.</param>
    /// <param name="start">The first bytes: all of a short file.</param>
    public static string? Contradiction(string contentType, ReadOnlySpan<byte> start)
    {
        // Whoever opted into active content knows that it is; it has no signature that would make it safe.
        if (MediaTypes.IsActive(contentType))
        {
            return null;
        }

        var expected = FormatsOfType.Find(contentType);
        if (expected.IsEmpty)
        {
            // No signature is known, but a browser that sniffs must not find a page in it.
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
            return "HTML, XML or a script";
        }

        foreach (var format in Formats.All)
        {
            if (format.Matches(start))
            {
                return format.Name;
            }
        }

        return "of no known format";
    }
}
