using System.Buffers;

namespace PresignKit.SigV4.Canonical;

/// <summary>
/// Which characters a header can contain. Signing a header that HTTP does not allow would result in an unusable URL or allow header injection.
/// </summary>
internal static class HeaderText
{
    // RFC 9110, 5.6.2: a field name is a token.
    private static readonly SearchValues<char> NameCharacters =
        SearchValues.Create("!#$%&'*+-.^_`|~ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789");

    internal static bool IsName(ReadOnlySpan<char> name) => !name.IsEmpty && !name.ContainsAnyExcept(NameCharacters);

    /// <summary>
    /// No control characters except the tab (RFC 9110, 5.5), in particular no CR, LF, or NUL; and only text that can be encoded as UTF-8.
    /// </summary>
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
