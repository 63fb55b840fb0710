using System.Text;

namespace PresignKit.SigV4.Verification;

/// <summary>Step: parsing a raw request target. Strict, because a target that two parsers read differently can be used for attacks.</summary>
internal sealed class WireTarget
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private WireTarget(string path, NameValue[] query)
    {
        Path = path;
        Query = query;
    }

    internal string Path { get; }

    internal NameValue[] Query { get; }

    /// <summary>Returns null unless the target is printable ASCII in origin form with complete escape sequences that decode to UTF-8.</summary>
    internal static WireTarget? TryParse(string rawTarget)
    {
        if (rawTarget is not ['/', ..] || rawTarget.AsSpan().ContainsAnyExceptInRange('!', '~') || rawTarget.Contains('#'))
        {
            return null;
        }

        var question = rawTarget.IndexOf('?');
        var path = Decode(question < 0 ? rawTarget : rawTarget.AsSpan(0, question), plusIsSpace: false);
        if (path is null)
        {
            return null;
        }

        if (question < 0)
        {
            return new WireTarget(path, []);
        }

        var query = new List<NameValue>();
        var text = rawTarget.AsSpan(question + 1);
        foreach (var range in text.Split('&'))
        {
            var parameter = text[range];
            if (parameter.IsEmpty)
            {
                continue;
            }

            var equals = parameter.IndexOf('=');
            var name = Decode(equals < 0 ? parameter : parameter[..equals], plusIsSpace: true);
            var value = equals < 0 ? "" : Decode(parameter[(equals + 1)..], plusIsSpace: true);
            if (name is null || value is null)
            {
                return null;
            }

            query.Add(new NameValue(name, value));
        }

        return new WireTarget(path, [.. query]);
    }

    // In a query, every store reads '+' as a space, as HTML forms write it; in a path, it is a literal plus sign.
    private static string? Decode(ReadOnlySpan<char> text, bool plusIsSpace)
    {
        var bytes = new byte[text.Length];
        var length = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '%')
            {
                if (i + 2 >= text.Length || !char.IsAsciiHexDigit(text[i + 1]) || !char.IsAsciiHexDigit(text[i + 2]))
                {
                    return null;
                }

                bytes[length++] = (byte)(HexValue(text[i + 1]) << 4 | HexValue(text[i + 2]));
                i += 2;
            }
            else
            {
                bytes[length++] = text[i] == '+' && plusIsSpace ? (byte)' ' : (byte)text[i];
            }
        }

        try
        {
            return StrictUtf8.GetString(bytes, 0, length);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static int HexValue(char digit) => digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10;
}
