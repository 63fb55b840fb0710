using System.Text;
using PresignKit.Content;

namespace PresignKit.Uploads;

/// <summary>
/// Which file names a client may declare. Names that no file picker yields are attacks or mistakes, and are refused rather
/// than mended.
/// </summary>
internal static class FileNameRule
{
    // The limit of the usual file systems.
    private const int MaximumLength = 255;

    public static void Check(string? fileName)
    {
        if (Flaw(fileName) is { } flaw)
        {
            throw new PolicyViolationException(ErrorCodes.FileNameInvalid, $"The file name {flaw}.");
        }
    }

    private static string? Flaw(string? fileName)
    {
        if (string.IsNullOrWhiteSpace(fileName))
        {
            return "is missing";
        }

        if (fileName.Length > MaximumLength)
        {
            return $"has {fileName.Length} characters; at most {MaximumLength} are allowed";
        }

        if (fileName is "." or "..")
        {
            return "names a folder";
        }

        for (var i = 0; i < fileName.Length;)
        {
            if (!Rune.TryGetRuneAt(fileName, i, out var rune))
            {
                return $"has a lone surrogate at position {i}";
            }

            if (UnsafeRunes.IsPathSeparator(rune))
            {
                return $"has a path separator at position {i}; send the name alone, without its folder";
            }

            if (UnsafeRunes.IsControl(rune))
            {
                return $"has a control character (U+{rune.Value:X4}) at position {i}";
            }

            if (UnsafeRunes.IsBidirectionalControl(rune))
            {
                return $"has a character (U+{rune.Value:X4}) at position {i} that reverses how the name is shown";
            }

            i += rune.Utf16SequenceLength;
        }

        return null;
    }
}
