using System.Text;

namespace PresignKit.Content;

/// <summary>A Content-Type with its parameters (RFC 9110, section 8.3).</summary>
/// <param name="MediaType">The type without parameters, in lowercase.</param>
/// <param name="Parameters">The parameters as they follow the type in a header, with the separator before each; or empty.</param>
internal sealed record ContentTypeHeader(string MediaType, string Parameters)
{
    private const int MaximumParametersLength = 256;

    // RFC 9110, section 5.6.2: the characters of a token other than letters and digits.
    private const string TokenCharacters = "!#$%&'*+-.^_`|~";

    /// <summary>Reads a Content-Type; null if the type or a parameter is malformed, or if a parameter occurs twice.</summary>
    public static ContentTypeHeader? Parse(string text)
    {
        if (MediaTypes.Normalize(text) is not { } mediaType)
        {
            return null;
        }

        var semicolon = text.IndexOf(';', StringComparison.Ordinal);
        var rest = semicolon < 0 ? [] : text.AsSpan(semicolon);
        var (parameters, names) = (new StringBuilder(), new HashSet<string>(StringComparer.OrdinalIgnoreCase));
        while (!rest.IsEmpty)
        {
            // An empty parameter is allowed: text/csv;
            rest = rest[1..].TrimStart(" \t");
            if (rest.IsEmpty || rest[0] == ';')
            {
                continue;
            }

            if (!ReadParameter(ref rest, out var name, out var value) || !names.Add(name))
            {
                return null;
            }

            parameters.Append("; ").Append(name).Append('=').Append(value);
        }

        return parameters.Length > MaximumParametersLength ? null : new(mediaType, parameters.ToString());
    }

    /// <summary>The header's value.</summary>
    public override string ToString() => MediaType + Parameters;

    private static bool ReadParameter(ref ReadOnlySpan<char> rest, out string name, out string value)
    {
        (name, value) = (ReadToken(ref rest).ToLowerInvariant(), "");
        if (name.Length == 0 || rest.IsEmpty || rest[0] != '=')
        {
            return false;
        }

        rest = rest[1..];
        value = rest is ['"', ..] ? ReadQuoted(ref rest) : ReadToken(ref rest);

        // The name of a character set is a token in any letter case, so its quotes add nothing; some browsers do not read them.
        if (name == "charset")
        {
            value = value.Trim('"').ToLowerInvariant();
            if (value.Any(c => !IsTokenCharacter(c)))
            {
                return false;
            }
        }

        rest = rest.TrimStart(" \t");
        return value.Length > 0 && (rest.IsEmpty || rest[0] == ';');
    }

    private static string ReadToken(ref ReadOnlySpan<char> rest)
    {
        var length = 0;
        while (length < rest.Length && IsTokenCharacter(rest[length]))
        {
            length++;
        }

        var token = rest[..length].ToString();
        rest = rest[length..];
        return token;
    }

    /// <summary>Reads a quoted string with its quotes; empty if it does not end, or contains a character that headers do not allow.</summary>
    private static string ReadQuoted(ref ReadOnlySpan<char> rest)
    {
        for (var i = 1; i < rest.Length && rest[i] is >= ' ' and <= '~'; i++)
        {
            if (rest[i] == '"')
            {
                var quoted = rest[..(i + 1)].ToString();
                rest = rest[(i + 1)..];
                return quoted;
            }

            if (rest[i] == '\\')
            {
                i++;
            }
        }

        return "";
    }

    private static bool IsTokenCharacter(char c) => char.IsAsciiLetterOrDigit(c) || TokenCharacters.Contains(c, StringComparison.Ordinal);
}
