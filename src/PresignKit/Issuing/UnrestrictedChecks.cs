using System.Buffers;
using System.Collections.Frozen;
using System.Text;
using PresignKit.Content;

namespace PresignKit.Issuing;

/// <summary>
/// Refuses a request that a client, a proxy, and a store could read in different ways, whatever the store. Values are not shown, because they may be
/// secrets.
/// </summary>
internal static class UnrestrictedChecks
{
    private static readonly SearchValues<char> MethodCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ");

    // RFC 9110, section 5.6.2: a field name is a token.
    private static readonly SearchValues<char> NameCharacters =
        SearchValues.Create("!#$%&'*+-.^_`|~ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789");

    /// <summary>RFC 9110, section 7.6.1: every proxy removes or replaces them. Expect and Host are also decided by the client.</summary>
    private static readonly FrozenSet<string> HeadersOfTheConnection = new[]
    {
        "connection", "expect", "host", "http2-settings", "keep-alive", "proxy-authenticate", "proxy-authorization", "proxy-connection", "te",
        "trailer", "transfer-encoding", "upgrade",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static void Check(string method, KeyValuePair<string, string>[] query, KeyValuePair<string, string>[] headers)
    {
        if (string.IsNullOrEmpty(method) || method.AsSpan().ContainsAnyExcept(MethodCharacters))
        {
            throw Refused($"The method '{MessageText.Printable(method)}' is invalid. Use uppercase letters only, such as GET.");
        }

        if (method == "CONNECT")
        {
            throw Refused("The method CONNECT has no URL. Use another method.");
        }

        CheckQuery(query);
        CheckHeaders(headers);
    }

    private static void CheckQuery(KeyValuePair<string, string>[] query)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in query)
        {
            if (string.IsNullOrEmpty(name) || value is null)
            {
                throw Refused("A query parameter must have a name and a value. The value of a subresource is empty.");
            }

            if (!IsText(name) || !IsText(value))
            {
                throw Refused($"The query parameter '{MessageText.Printable(name)}' contains a lone surrogate, which has no encoding.");
            }

            if (!names.Add(name))
            {
                throw Refused($"The query parameter '{MessageText.Printable(name)}' occurs twice in different letter cases. Use one of them.");
            }
        }
    }

    private static void CheckHeaders(KeyValuePair<string, string>[] headers)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in headers)
        {
            if (string.IsNullOrEmpty(name) || name.AsSpan().ContainsAnyExcept(NameCharacters))
            {
                throw Refused($"'{MessageText.Printable(name)}' is not a valid name of a header.");
            }

            if (HeadersOfTheConnection.Contains(name))
            {
                throw Refused($"The header '{name}' belongs to the connection: clients and proxies set it, so it cannot be signed here. Remove it.");
            }

            if (value is null || value.AsSpan().ContainsAnyExceptInRange(' ', '~'))
            {
                throw Refused(
                    $"The value of header '{name}' contains a line break, another control character, or a character outside ASCII, "
                    + "which clients send in different encodings. Encode it.");
            }

            if (!names.Add(name))
            {
                throw Refused($"The header '{name}' occurs twice in different letter cases. Use one of them.");
            }
        }
    }

    private static bool IsText(string text)
    {
        for (var i = 0; i < text.Length;)
        {
            if (!Rune.TryGetRuneAt(text, i, out var rune))
            {
                return false;
            }

            i += rune.Utf16SequenceLength;
        }

        return true;
    }

    private static ArgumentException Refused(string message) => new(message);
}
