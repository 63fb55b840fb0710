using System.Text;

namespace PresignKit.SigV4.Redaction;

/// <summary>
/// Removes secrets from texts in every form that transport gives them: percent-encoded wholly, partly, or more than once, with plus signs read as spaces,
/// escaped as in JSON, in Base64, and without padding. Text and secrets are reduced to the same form and compared there.
/// </summary>
internal sealed class SecretFilter
{
    // Shorter values are not secrets, and replacing them would damage other words.
    private const int ShortestSecret = 8;

    // The beginning of a longer secret, such as of a truncated token, is hidden too.
    private const int LongestStart = 24;

    private readonly List<byte[]> _secrets = [];

    public SecretFilter(IEnumerable<string> secrets)
    {
        foreach (var secret in secrets.Where(secret => secret.Length >= ShortestSecret).Distinct())
        {
            _secrets.Add(Reduced.Of(secret).Bytes);
            _secrets.Add(Reduced.Of(Convert.ToBase64String(Encoding.UTF8.GetBytes(secret))).Bytes);
        }
    }

    public string Apply(string text, string replacement)
    {
        if (_secrets.Count == 0 || text.Length == 0)
        {
            return text;
        }

        var reduced = Reduced.Of(text);
        var hidden = new bool[text.Length];
        var found = false;
        foreach (var secret in _secrets)
        {
            found |= Hide(reduced, secret, hidden);
        }

        return found ? Join(text, hidden, replacement) : text;
    }

    public override string ToString() => $"{_secrets.Count} forms of secrets";

    private static bool Hide(Reduced text, byte[] secret, bool[] hidden)
    {
        var bare = secret.AsSpan().TrimEnd((byte)'=');
        var start = bare[..Math.Min(bare.Length, LongestStart)];
        if (start.Length < ShortestSecret)
        {
            start = secret;
        }

        var found = false;
        for (var at = text.Bytes.AsSpan().IndexOf(start); at >= 0;)
        {
            var length = text.Bytes.AsSpan(at).CommonPrefixLength(secret);
            var (from, end) = (text.Starts[at], text.Ends[at + length - 1]);
            hidden.AsSpan(from, end - from).Fill(true);
            found = true;
            var next = text.Bytes.AsSpan(at + length).IndexOf(start);
            at = next < 0 ? -1 : at + length + next;
        }

        return found;
    }

    // Overlapping secrets become one replacement, so that nothing of the longer one remains.
    private static string Join(string text, bool[] hidden, string replacement)
    {
        var joined = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (!hidden[i])
            {
                joined.Append(text[i]);
            }
            else if (i == 0 || !hidden[i - 1])
            {
                joined.Append(replacement);
            }
        }

        return joined.ToString();
    }

    /// <summary>A text as UTF-8 in lower case without any encoding, and where in the text each byte begins and ends.</summary>
    private sealed record Reduced(byte[] Bytes, int[] Starts, int[] Ends)
    {
        public static Reduced Of(string text)
        {
            var bytes = new List<byte>(text.Length);
            var starts = new List<int>(text.Length);
            var ends = new List<int>(text.Length);
            Span<byte> utf8 = stackalloc byte[4];
            for (var at = 0; at < text.Length;)
            {
                var start = at;
                if (Escape(text, ref at) is { } escaped)
                {
                    Add(escaped, start, at);
                    continue;
                }

                _ = Rune.DecodeFromUtf16(text.AsSpan(at), out var rune, out var length);
                at += length;
                foreach (var one in utf8[..rune.EncodeToUtf8(utf8)])
                {
                    Add(one, start, at);
                }
            }

            return new([.. bytes], [.. starts], [.. ends]);

            void Add(byte value, int start, int end)
            {
                bytes.Add(value switch { (byte)'+' => (byte)' ', >= (byte)'A' and <= (byte)'Z' => (byte)(value | 0x20), _ => value });
                starts.Add(start);
                ends.Add(end);
            }
        }

        // %XX, %25XX, and so on; \u00XX; or a backslash before a slash.
        private static byte? Escape(string text, ref int at)
        {
            var digits = at;
            if (text[at] == '%')
            {
                for (digits++; text.AsSpan(digits) is ['2', '5', _, _, ..] && IsHex(text, digits + 2);)
                {
                    digits += 2;
                }
            }
            else if (text.AsSpan(at) is ['\\', 'u' or 'U', '0', '0', ..])
            {
                digits += 4;
            }
            else if (text.AsSpan(at) is ['\\', '/', ..])
            {
                at += 2;
                return (byte)'/';
            }

            if (digits == at || !IsHex(text, digits))
            {
                return null;
            }

            at = digits + 2;
            return Convert.ToByte(text.Substring(digits, 2), 16);
        }

        private static bool IsHex(string text, int at) =>
            at + 1 < text.Length && char.IsAsciiHexDigit(text[at]) && char.IsAsciiHexDigit(text[at + 1]);
    }
}
