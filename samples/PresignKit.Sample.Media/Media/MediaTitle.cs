using System.Text;

namespace PresignKit.Sample.Media.Media;

/// <summary>Titles that can be shown on one line.</summary>
internal static class MediaTitle
{
    public const int MaximumLength = 200;

    /// <summary>A first title: the file's name as a person would write it.</summary>
    public static string Of(string fileName)
    {
        var name = Path.GetFileNameWithoutExtension(fileName);
        var words = name.Contains(' ', StringComparison.Ordinal) ? name : name.Replace('_', ' ').Replace('-', ' ');
        var title = Clean(words[..Math.Min(words.Length, MaximumLength)]) ?? "Untitled";
        return char.ToUpperInvariant(title[0]) + title[1..];
    }

    /// <summary>The title without control characters and outer spaces; null where nothing is left or it is too long.</summary>
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
