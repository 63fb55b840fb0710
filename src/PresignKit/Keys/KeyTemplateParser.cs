using System.Buffers;
using System.Collections.Immutable;

namespace PresignKit.Keys;

internal static class KeyTemplateParser
{
    private static readonly SearchValues<char> DateFormatCharacters = SearchValues.Create("yMdH/-");

    public static ImmutableArray<KeyTemplatePart> Parse(string text, IReadOnlyCollection<string> values)
    {
        var parts = ImmutableArray.CreateBuilder<KeyTemplatePart>();
        var rest = text.AsSpan();
        while (rest.Length > 0)
        {
            var open = rest.IndexOf('{');
            var literal = open < 0 ? rest : rest[..open];
            if (literal.Contains('}'))
            {
                throw Malformed(text, "contains a '}' without a '{'");
            }

            if (literal.Length > 0)
            {
                parts.Add(new(KeyTemplatePartKind.Literal, literal.ToString()));
            }

            if (open < 0)
            {
                break;
            }

            rest = rest[(open + 1)..];
            var close = rest.IndexOf('}');
            if (close < 0)
            {
                throw Malformed(text, "contains a '{' without a '}'");
            }

            parts.Add(Token(text, rest[..close].ToString(), values));
            rest = rest[(close + 1)..];
        }

        return parts.ToImmutable();
    }

    private static KeyTemplatePart Token(string text, string token, IReadOnlyCollection<string> values)
    {
        var colon = token.IndexOf(':', StringComparison.Ordinal);
        var name = colon < 0 ? token : token[..colon];
        var format = colon < 0 ? null : token[(colon + 1)..];
        return (name, format) switch
        {
            ("id", null) => new(KeyTemplatePartKind.Id, ""),
            ("ext", null) => new(KeyTemplatePartKind.Extension, ""),
            ("filename", null) => new(KeyTemplatePartKind.FileName, ""),
            ("date", not null) => new(KeyTemplatePartKind.Date, DateFormat(text, format)),
            ("date", null) => new(KeyTemplatePartKind.Date, "yyyy/MM/dd"),
            (_, null) when values.Contains(name) => new(KeyTemplatePartKind.Value, name),
            _ => throw Malformed(
                text,
                $"contains the unknown token '{{{token}}}'; known tokens are {{id}}, {{ext}}, {{filename}}, {{date:yyyy/MM/dd}}, "
                + $"and the application's values {string.Join(", ", values.Order(StringComparer.Ordinal).Select(v => $"{{{v}}}"))}"),
        };
    }

    private static string DateFormat(string text, string format)
    {
        // Other format letters could put names of months into keys, which depend on the server's culture.
        if (format.Length == 0 || format.AsSpan().ContainsAnyExcept(DateFormatCharacters) || !format.Any(char.IsAsciiLetter))
        {
            throw Malformed(text, $"contains the date format '{format}'; a format must consist of yyyy, MM, dd, HH, '/', and '-'");
        }

        return format;
    }

    private static ArgumentException Malformed(string text, string flaw) =>
        new($"The key template '{text}' {flaw}.", nameof(text));
}
