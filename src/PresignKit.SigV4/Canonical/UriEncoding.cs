using System.Buffers;
using System.Text;

namespace PresignKit.SigV4.Canonical;

/// <summary>
/// Step: URI encoding. Every UTF-8 byte except <c>A-Z a-z 0-9 - . _ ~</c> becomes <c>%XY</c> in uppercase hex. A slash is kept only in an
/// object key.
/// </summary>
/// <remarks>Amazon S3 API Reference, "Signature Calculations for the Authorization Header", UriEncode().</remarks>
internal static class UriEncoding
{
    // From this length on, copying what comes before the first escaped character pays off.
    private const int MostOfStart = 16;

    private const string Unreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

    // Digits, '-' and '.'; letters, '_' and '~'.
    private const ulong LowPlain = (0x3FFUL << '0') | (1UL << '-') | (1UL << '.');
    private const ulong HighPlain = (0x3FFFFFFUL << ('A' - 64)) | (0x3FFFFFFUL << ('a' - 64)) | (1UL << ('_' - 64)) | (1UL << ('~' - 64));

    private static readonly SearchValues<char> KeyCharacters = SearchValues.Create(Unreserved + "/");

    private static readonly SearchValues<char> ValueCharacters = SearchValues.Create(Unreserved);

    private static readonly SearchValues<char> Surrogates =
        SearchValues.Create([.. Enumerable.Range(0xD800, 0x800).Select(c => (char)c)]);

    /// <summary>Whether a key needs no encoding.</summary>
    internal static bool IsPlain(ReadOnlySpan<char> key) => !key.ContainsAnyExcept(KeyCharacters);

    /// <summary>Whether a name or value needs no encoding.</summary>
    internal static bool IsPlainValue(ReadOnlySpan<char> value) => !value.ContainsAnyExcept(ValueCharacters);

    internal static void AppendKey(Utf8Buffer buffer, ReadOnlySpan<char> key) => Append(buffer, key, KeyCharacters);

    internal static void AppendValue(Utf8Buffer buffer, ReadOnlySpan<char> value) => Append(buffer, value, ValueCharacters);

    /// <summary>Appends an ASCII name in lowercase.</summary>
    internal static void AppendLowerValue(Utf8Buffer buffer, ReadOnlySpan<char> name)
    {
        if (!name.ContainsAnyExcept(ValueCharacters))
        {
            buffer.AppendLowerAscii(name);
            return;
        }

        Span<char> lower = name.Length <= 256 ? stackalloc char[name.Length] : new char[name.Length];
        Ascii.ToLower(name, lower, out _);
        AppendValue(buffer, lower);
    }

    /// <summary>Whether the text can be encoded as UTF-8, that is, contains no unpaired surrogate.</summary>
    internal static bool IsEncodable(ReadOnlySpan<char> text)
    {
        if (Ascii.IsValid(text))
        {
            return true;
        }

        while (text.IndexOfAny(Surrogates) is var at and >= 0)
        {
            if (Rune.DecodeFromUtf16(text[at..], out _, out var consumed) != OperationStatus.Done)
            {
                return false;
            }

            text = text[(at + consumed)..];
        }

        return true;
    }

    private static void Append(Utf8Buffer buffer, ReadOnlySpan<char> text, SearchValues<char> plain)
    {
        while (true)
        {
            var run = text.IndexOfAnyExcept(plain);
            if (run < 0)
            {
                buffer.AppendAscii(text);
                return;
            }

            // Short texts are mostly file names and types, in which the first character to escape comes soon.
            if (run > MostOfStart)
            {
                buffer.AppendAscii(text[..run]);
                text = text[run..];
            }

            text = text[(char.IsAscii(text[0]) ? AppendAsciiEscaped(buffer, text, plain == KeyCharacters) : AppendEscaped(buffer, text))..];
            if (text.IsEmpty)
            {
                return;
            }
        }
    }

    // Where one character is escaped, others often follow soon, as in "attachment; filename=...", so that looking for the next one costs more than this.
    private static int AppendAsciiEscaped(Utf8Buffer buffer, ReadOnlySpan<char> text, bool isKey)
    {
        const int Most = 64;
        text = text[..Math.Min(text.Length, Most)];
        var start = buffer.Length;
        var room = buffer.Claim(text.Length * 3);
        var written = 0;
        var read = 0;

        // A bit for each of the first and of the last 64 characters of ASCII.
        var (low, high) = (isKey ? LowPlain | (1UL << '/') : LowPlain, HighPlain);
        for (; read < text.Length && char.IsAscii(text[read]); read++)
        {
            var c = text[read];
            if ((((c < 64 ? low : high) >> c) & 1) != 0)
            {
                room[written++] = (byte)c;
                continue;
            }

            room[written + 2] = "0123456789ABCDEF"u8[c & 15];
            room[written + 1] = "0123456789ABCDEF"u8[c >> 4];
            room[written] = (byte)'%';
            written += 3;
        }

        buffer.Cut(start + written);
        return read;
    }

    private static int AppendEscaped(Utf8Buffer buffer, ReadOnlySpan<char> text)
    {
        // Replacing an unpaired surrogate with U+FFFD, as .NET does by default, would sign a different object.
        if (Rune.DecodeFromUtf16(text, out var rune, out var consumed) != OperationStatus.Done)
        {
            throw new ArgumentException("The text contains an unpaired surrogate and cannot be encoded as UTF-8.");
        }

        Span<byte> utf8 = stackalloc byte[4];
        var count = rune.EncodeToUtf8(utf8);
        var escaped = buffer.Claim(count * 3);
        for (var i = 0; i < count; i++)
        {
            escaped[i * 3] = (byte)'%';
            escaped[i * 3 + 1] = "0123456789ABCDEF"u8[utf8[i] >> 4];
            escaped[i * 3 + 2] = "0123456789ABCDEF"u8[utf8[i] & 15];
        }

        return consumed;
    }
}
