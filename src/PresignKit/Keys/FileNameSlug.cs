using System.Text;
using PresignKit.Content;

namespace PresignKit.Keys;

/// <summary>Turns a client's file name into a part of a key: letters and digits of any script, with everything else replaced by <c>-</c>.</summary>
internal static class FileNameSlug
{
    // Leaves room for prefix, id, and extension within S3's 1,024 bytes, even in scripts with four bytes per letter.
    private const int MaximumRunes = 64;

    public static string Of(string fileName)
    {
        fileName = UnsafeRunes.WithoutMarks(fileName);
        var dot = fileName.LastIndexOf('.');
        var name = dot > 0 ? fileName.AsSpan(0, dot) : fileName.AsSpan();
        var slug = new StringBuilder(name.Length);
        var runes = 0;
        var gap = false;
        foreach (var rune in name.EnumerateRunes())
        {
            if (!Rune.IsLetterOrDigit(rune) || rune == Rune.ReplacementChar)
            {
                gap = slug.Length > 0;
                continue;
            }

            if (runes >= MaximumRunes)
            {
                break;
            }

            if (gap)
            {
                slug.Append('-');
                gap = false;
            }

            slug.Append(Rune.ToLowerInvariant(rune));
            runes++;
        }

        return slug.Length == 0 ? "file" : slug.ToString();
    }
}
