using System.Text;
using System.Text.RegularExpressions;
using PresignKit.Keys;

namespace PresignKit.Sweeping;

/// <summary>The form of the keys that a template yields, as far as it can be told: what the application supplies can be any text without a slash.</summary>
internal sealed class KeyShape
{
    private const string Id = "[0-9a-f]{32}";
    private const string Text = @"[^/\\]+";
    private const string Extension = @"(?:\.[^/\\]+)?";

    private readonly Regex _pattern;

    private KeyShape(string pattern) =>
        _pattern = new(pattern, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture);

    public static KeyShape Of(KeyTemplate template)
    {
        var pattern = new StringBuilder("\\A");
        foreach (var part in template.Parts)
        {
            pattern.Append(part.Kind switch
            {
                KeyTemplatePartKind.Literal => Regex.Escape(part.Text),
                KeyTemplatePartKind.Id => Id,
                KeyTemplatePartKind.Extension => Extension,
                KeyTemplatePartKind.Date => Date(part.Text),
                _ => Text,
            });
        }

        return new(pattern.Append("\\z").ToString());
    }

    public bool Fits(ObjectKey key) => _pattern.IsMatch(key.Value);

    private static string Date(string format)
    {
        var pattern = new StringBuilder();
        for (var i = 0; i < format.Length;)
        {
            var length = 1;
            while (i + length < format.Length && format[i + length] == format[i])
            {
                length++;
            }

            pattern.Append((format[i], length) switch
            {
                ('y', _) => "[0-9]+",
                ('M' or 'd', > 2) => "[A-Za-z]+",
                ('M' or 'd' or 'H', 1) => "[0-9]{1,2}",
                ('M' or 'd' or 'H', _) => "[0-9]{2}",
                _ => Regex.Escape(format.Substring(i, length)),
            });
            i += length;
        }

        return pattern.ToString();
    }
}
