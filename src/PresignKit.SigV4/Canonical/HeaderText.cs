using System.Buffers;

namespace PresignKit.SigV4.Canonical;

/// <summary>What may stand in a header at all. Signing what HTTP cannot carry would make a URL that nobody can use, or inject a line.</summary>
internal static class HeaderText
{
    // RFC 9110, 5.6.2: a field name is a token.
    private static readonly SearchValues<char> NameCharacters =
        SearchValues.Create("!#$%&'*+-.^_`|~ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789");

    internal static bool IsName(ReadOnlySpan<char> name) => !name.IsEmpty && !name.ContainsAnyExcept(NameCharacters);

    /// <summary>No control characters but the tab (RFC 9110, 5.5), above all no CR, LF or NUL; and text that has a UTF-8 form.</summary>
    internal static bool IsValue(ReadOnlySpan<char> value)
    {
        foreach (var c in value)
        {
            if ((c < ' ' && c != '\t') || c == '\x7F')
            {
                return false;
            }
        }

        return UriEncoding.IsEncodable(value);
    }
}
