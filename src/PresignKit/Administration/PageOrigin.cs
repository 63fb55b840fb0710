namespace PresignKit.Administration;

/// <summary>Origins as browsers send them.</summary>
/// <remarks>WHATWG HTML, "Origin", its ASCII serialization: scheme, host, and the port where it is not the scheme's own.</remarks>
internal static class PageOrigin
{
    /// <summary>What is wrong with an origin, to stand behind its quotation; null where nothing is.</summary>
    public static string? Flaw(string? origin, PageOriginRule rule)
    {
        if (string.IsNullOrEmpty(origin))
        {
            return "is empty; write the page's origin, such as https://app.example.com";
        }

        var wildcards = origin.Count(c => c == '*');
        if (wildcards > 0 && rule != PageOriginRule.AllowWildcards)
        {
            return $"has a wildcard; list the origins one by one, or set PageOriginRule to {nameof(PageOriginRule.AllowWildcards)}";
        }

        if (wildcards > 1)
        {
            return "has more than one wildcard, and stores understand one";
        }

        if (origin == "*")
        {
            return null;
        }

        var end = origin.IndexOf("://", StringComparison.Ordinal);
        if (end < 1 || !char.IsAsciiLetterLower(origin[0]) || !origin.AsSpan(0, end).ToString().All(IsOfScheme))
        {
            return "does not begin with a scheme, such as https://";
        }

        var host = origin.AsSpan(end + 3);
        if (host.IsEmpty || host.ContainsAny('/', '?', '#') || host.Contains('@'))
        {
            return "is not an origin: that is scheme, host and port alone, without a slash at the end";
        }

        if (host.ContainsAnyExcept(HostCharacters))
        {
            return "has characters that no origin has: browsers send the host in lower case, and in Punycode";
        }

        return HasOwnPort(origin) ? "names the scheme's own port, which browsers leave out" : null;
    }

    private static readonly System.Buffers.SearchValues<char> HostCharacters =
        System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789.-_:[]*");

    private static bool IsOfScheme(char c) => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '+' or '-' or '.';

    private static bool HasOwnPort(string origin) =>
        (origin.StartsWith("https://", StringComparison.Ordinal) && origin.EndsWith(":443", StringComparison.Ordinal))
        || (origin.StartsWith("http://", StringComparison.Ordinal) && origin.EndsWith(":80", StringComparison.Ordinal));
}
