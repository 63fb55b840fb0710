using System.Text;

namespace PresignKit.Content;

/// <summary>Characters that do not belong in a file name, because they mislead people who read it or programs that parse it.</summary>
internal static class UnsafeRunes
{
    public static bool IsPathSeparator(Rune rune) => rune.Value is '/' or '\\';

    /// <summary>Control characters, and the line and paragraph separators that Unicode does not count among them.</summary>
    public static bool IsControl(Rune rune) => Rune.IsControl(rune) || rune.Value is 0x2028 or 0x2029;

    /// <summary>UAX #9: embeddings, overrides, isolates, and marks; they make <c>gpj.exe</c> read as <c>exe.jpg</c>.</summary>
    public static bool IsBidirectionalControl(Rune rune) =>
        rune.Value is 0x061C or 0x200E or 0x200F or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069);
}
