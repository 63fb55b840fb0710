using System.Buffers;
using System.Text;
using PresignKit.Content;

namespace PresignKit.Downloads;

/// <summary>Checks what a download asks for beyond its policy. Nothing here depends on the policy.</summary>
internal static class DownloadSelection
{
    // Amazon S3 User Guide, "Versioning flows"; "Amazon S3 multipart upload limits".
    private const int MaximumVersionLength = 1024;
    private const int MaximumPartNumber = 10_000;

    private static readonly string[] Encodings = ["gzip", "br", "zstd", "deflate"];

    // RFC 9110, 8.5: a list of language tags (RFC 5646), which have letters, digits, and hyphens.
    private static readonly SearchValues<char> LanguageCharacters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-");

    /// <summary>Refuses what cannot be signed.</summary>
    /// <exception cref="ArgumentException">A value is malformed.</exception>
    public static void Check(in DownloadItem item, string parameterName)
    {
        if (item.VersionId is { } version && !IsVersion(version))
        {
            throw new ArgumentException(
                $"The version ID must have 1 to {MaximumVersionLength} bytes of UTF-8 without control characters. Use the one that the store returned.",
                parameterName);
        }

        if (item.PartNumber is < 1 or > MaximumPartNumber)
        {
            throw new ArgumentException(
                $"The part number {item.PartNumber} is out of range. Use 1 to {MaximumPartNumber}, or null for the whole object.", parameterName);
        }

        if (item.ContentLanguage is { } language && !IsLanguages(language))
        {
            throw new ArgumentException(
                $"The content language '{MessageText.Printable(language, 100)}' is not a list of language tags, such as de or de-CH,fr.", parameterName);
        }

        if (item.ContentEncoding is { } encoding && Array.IndexOf(Encodings, encoding) < 0)
        {
            throw new ArgumentException(
                $"The content encoding '{MessageText.Printable(encoding, 100)}' is not one that browsers decode. Use one of: {string.Join(", ", Encodings)}.",
                parameterName);
        }
    }

    private static bool IsVersion(string version)
    {
        if (version.Length is 0 or > MaximumVersionLength)
        {
            return false;
        }

        foreach (var rune in version.EnumerateRunes())
        {
            // An unpaired surrogate is enumerated as U+FFFD, which no store puts into a version.
            if (rune == Rune.ReplacementChar || Rune.IsControl(rune))
            {
                return false;
            }
        }

        return Encoding.UTF8.GetByteCount(version) <= MaximumVersionLength;
    }

    private static bool IsLanguages(string languages)
    {
        foreach (var range in languages.AsSpan().Split(','))
        {
            var tag = languages.AsSpan()[range].Trim(' ');
            if (tag.IsEmpty || tag.Length > 100 || tag.ContainsAnyExcept(LanguageCharacters) || tag[0] == '-' || tag[^1] == '-')
            {
                return false;
            }
        }

        return languages.Length <= 1000;
    }
}
