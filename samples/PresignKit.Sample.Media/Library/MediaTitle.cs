using System.Text;

namespace PresignKit.Sample.Media.Library;

/// <summary>Titles that fit on one line.</summary>
internal static class MediaTitle
{
    public const int MaximumLength = 200;

    /// <summary>The initial title: the file name as a person would write it.</summary>
    public static string Of(string fileName)
    {
        var name = Path.GetFileNameWithoutExtension(fileName);
        var words = name.Contains(' ', StringComparison.Ordinal) ? name : name.Replace('_', ' ').Replace('-', ' ');
        var title = Clean(words[..Math.Min(words.Length, MaximumLength)]) ?? "Untitled";
        return char.ToUpperInvariant(title[0]) + title[1..];
    }

    /// <summary>The title without control characters and leading or trailing spaces; null if nothing is left or it is too long.</summary>
    public static string? Clean(string? title)
    {
        var clean = new StringBuilder();
        foreach (var rune in (title ?? "").EnumerateRunes())
        {
            clean.Append(Rune.IsControl(rune) || rune == Rune.ReplacementChar ? new Rune(' ') : rune);
        }

        var text = clean.ToString().Trim();
        return text.Length is > 0 and <= MaximumLength ? text : null;
    }
}
