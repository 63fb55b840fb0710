using System.Text;

namespace PresignKit.Content;

/// <summary>Characters that do not belong in a file name, because they mislead people who read it or programs that parse it.</summary>
internal static class UnsafeRunes
{
    private const char LeftToRightMark = '\u200E';
    private const char RightToLeftMark = '\u200F';
    private const char ArabicLetterMark = '\u061C';

    public static bool IsPathSeparator(Rune rune) => rune.Value is '/' or '\\';

    /// <summary>Control characters, and the line and paragraph separators that Unicode does not count among them.</summary>
    public static bool IsControl(Rune rune) => Rune.IsControl(rune) || rune.Value is 0x2028 or 0x2029;

    /// <summary>
    /// UAX #9: embeddings, overrides, and isolates; they make <c>gpj.exe</c> read as <c>exe.jpg</c>. The marks are not among them: systems in
    /// Hebrew and Arabic write those into names, and they reverse nothing.
    /// </summary>
    public static bool IsDirectionalControl(Rune rune) => rune.Value is (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069);

    /// <summary>UAX #9: an invisible mark, which has a direction and does not change that of others.</summary>
    public static bool IsDirectionalMark(Rune rune) => rune.Value is LeftToRightMark or RightToLeftMark or ArabicLetterMark;

    /// <summary>The text without directional marks.</summary>
    public static string WithoutMarks(string text) => text.AsSpan().IndexOfAny(LeftToRightMark, RightToLeftMark, ArabicLetterMark) < 0
        ? text
        : string.Concat(text.Where(c => c is not (LeftToRightMark or RightToLeftMark or ArabicLetterMark)));
}
