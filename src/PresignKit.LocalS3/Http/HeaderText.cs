namespace PresignKit.LocalS3.Http;

/// <summary>Which text the server can send in a header. Everything that is stored or echoed is checked, because a header that cannot be sent would
/// make every later response fail.</summary>
internal static class HeaderText
{
    /// <summary>Whether the name is a token (RFC 9110, 5.6.2).</summary>
    public static bool IsName(ReadOnlySpan<char> name)
    {
        foreach (var letter in name)
        {
            if (!char.IsAsciiLetterOrDigit(letter) && !"!#$%&'*+-.^_`|~".Contains(letter, StringComparison.Ordinal))
            {
                return false;
            }
        }

        return !name.IsEmpty;
    }

    /// <summary>Whether the value has no control character but the tab (RFC 9110, 5.5) and can be encoded as UTF-8.</summary>
    public static bool IsValue(ReadOnlySpan<char> value)
    {
        for (var i = 0; i < value.Length; i++)
        {
            var letter = value[i];
            if ((letter < ' ' && letter != '\t') || letter == '\x7F')
            {
                return false;
            }

            if (char.IsSurrogate(letter) && !(i + 1 < value.Length && char.IsSurrogatePair(letter, value[++i])))
            {
                return false;
            }
        }

        return true;
    }
}
