using System.Text;

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

            if (rune.Value is '/' or '\\')
            {
                return $"has a path separator at position {i}; send the name alone, without its folder";
            }

            if (Rune.IsControl(rune) || rune.Value is 0x2028 or 0x2029)
            {
                return $"has a control character (U+{rune.Value:X4}) at position {i}";
            }

            if (IsBidirectionalControl(rune.Value))
            {
                return $"has a character (U+{rune.Value:X4}) at position {i} that reverses how the name is shown";
            }

            i += rune.Utf16SequenceLength;
        }

        return null;
    }

    // UAX #9: embeddings, overrides, isolates and marks; they make "gpj.exe" read as "exe.jpg".
    private static bool IsBidirectionalControl(int value) =>
        value is 0x061C or 0x200E or 0x200F or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069);
}
