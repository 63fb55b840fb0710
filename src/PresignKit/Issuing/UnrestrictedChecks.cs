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

    public static void Check(
        string method, string? key, KeyValuePair<string, string>[] query, KeyValuePair<string, string>[] headers)
    {
        if (string.IsNullOrEmpty(method) || method.AsSpan().ContainsAnyExcept(MethodCharacters))
        {
            throw Refused($"The method '{MessageText.Printable(method)}' is invalid. Use uppercase letters only, such as GET.");
        }

        if (method == "CONNECT")
        {
            throw Refused("CONNECT has no URL. Use another method.");
        }

        if (key is not null)
        {
            CheckKey(key);
        }

        CheckQuery(query);
        CheckHeaders(headers);
    }

    private static void CheckKey(string key)
    {
        if (key.Length == 0)
        {
            throw Refused("The key is empty. Use null for the bucket itself.");
        }

        if (!IsText(key) || Encoding.UTF8.GetByteCount(key) > ObjectKey.MaximumUtf8Length)
        {
            throw Refused($"The key contains a lone surrogate, or is longer than {ObjectKey.MaximumUtf8Length} bytes of UTF-8.");
        }

        // WHATWG URL, "path state": also a backslash would separate segments, but it is percent-encoded.
        foreach (var segment in key.Split('/'))
        {
            if (segment is "." or "..")
            {
                throw Refused("The key contains a '.' or '..' segment, which clients and proxies fold, so that the request would reach something else.");
            }
        }
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
