namespace PresignKit.Administration;

/// <summary>Origins as browsers send them.</summary>
/// <remarks>WHATWG HTML, "Origin", its ASCII serialization: scheme, host, and the port unless it is the scheme's default.</remarks>
internal static class PageOrigin
{
    private static readonly System.Buffers.SearchValues<char> HostCharacters =
        System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789.-_:[]*");

    /// <summary>What is wrong with an origin, as the rest of a sentence that begins with the origin; null if nothing is.</summary>
    public static string? Flaw(string? origin, bool allowWildcards)
    {
        if (string.IsNullOrEmpty(origin))
        {
            return "is empty; use the page's origin, such as https://app.example.com";
        }

        var wildcards = origin.Count(c => c == '*');
        if (wildcards > 0 && !allowWildcards)
        {
            return $"contains a wildcard; list the origins one by one, or set {nameof(PresignKitOptions.AllowWildcardOrigins)} to true";
        }

        if (wildcards > 1)
        {
            return "contains more than one wildcard, but stores support only one";
        }

        if (origin == "*")
        {
            return null;
        }

        var end = origin.IndexOf("://", StringComparison.Ordinal);
        if (end < 1 || !char.IsAsciiLetterLower(origin[0]) || !origin.AsSpan(0, end).ToString().All(IsOfScheme))
        {
            return "does not begin with a scheme; add one, such as https://";
        }

        var host = origin.AsSpan(end + 3);
        if (host.IsEmpty || host.ContainsAny('/', '?', '#') || host.Contains('@'))
        {
            return "is not an origin; use only scheme, host, and port, without a trailing slash";
        }

        if (host.ContainsAnyExcept(HostCharacters))
        {
            return "contains characters that are not allowed in an origin; write the host in lowercase and in Punycode, as browsers send it";
        }

        return HasOwnPort(origin) ? "contains the scheme's default port, which browsers omit; remove it" : null;
    }

    private static bool IsOfScheme(char c) => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '+' or '-' or '.';

    private static bool HasOwnPort(string origin) =>
        (origin.StartsWith("https://", StringComparison.Ordinal) && origin.EndsWith(":443", StringComparison.Ordinal))
        || (origin.StartsWith("http://", StringComparison.Ordinal) && origin.EndsWith(":80", StringComparison.Ordinal));
}
