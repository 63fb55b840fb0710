using System.Text;
using PresignKit.Content;

namespace PresignKit.Uploads;

/// <summary>
/// Checks the file name that a client declared. A name that no file picker returns is an attack or a mistake, so it is refused rather than
/// corrected.
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
            return $"is {fileName.Length} characters long; at most {MaximumLength} are allowed";
        }

        if (UnsafeRunes.WithoutMarks(fileName) is var visible && string.IsNullOrWhiteSpace(visible))
        {
            return "consists of invisible characters";
        }

        if (visible is "." or "..")
        {
            return $"is '{visible}', which names a folder; send the name of a file";
        }

        for (var i = 0; i < fileName.Length;)
        {
            if (!Rune.TryGetRuneAt(fileName, i, out var rune))
            {
                return $"contains a lone surrogate (found at position {i})";
            }

            if (UnsafeRunes.IsPathSeparator(rune))
            {
                return $"contains a path separator (found at position {i}); send the name without its folder";
            }

            if (UnsafeRunes.IsControl(rune))
            {
                return $"contains a control character (U+{rune.Value:X4}, found at position {i})";
            }

            if (UnsafeRunes.IsDirectionalControl(rune))
            {
                return $"contains a character that reverses how the name is displayed (U+{rune.Value:X4}, found at position {i})";
            }

            i += rune.Utf16SequenceLength;
        }

        return null;
    }
}
