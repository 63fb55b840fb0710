using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace PresignKit.Manifests;

/// <summary>Decodes and encodes text of XML 1.0. Only the predefined entities exist, because declarations of others are refused.</summary>
internal static class XmlText
{
    /// <summary>What ends the name of an element in its start tag.</summary>
    public static readonly SearchValues<byte> EndOfName = SearchValues.Create(" \t\r\n/>"u8);

    /// <summary>What ends the name of an attribute.</summary>
    public static readonly SearchValues<byte> EndOfAttributeName = SearchValues.Create(" \t\r\n="u8);

    private static readonly SearchValues<byte> Special = SearchValues.Create("&<>\"'"u8);

    /// <summary>Decodes references. White space stays as it is written.</summary>
    /// <param name="text">Text that has been found to be well-formed.</param>
    /// <param name="destination">Receives the text.</param>
    public static void Decode(ReadOnlySpan<byte> text, ArrayBufferWriter<byte> destination)
    {
        while (text.IndexOf((byte)'&') is >= 0 and var next)
        {
            destination.Write(text[..next]);
            text = text[(next + 1)..];
            var end = text.IndexOf((byte)';');
            var rune = Reference(text[..end]);
            destination.Advance(rune.EncodeToUtf8(destination.GetSpan(4)));
            text = text[(end + 1)..];
        }

        destination.Write(text);
    }

    /// <summary>Encodes text so that it can be content, or a value in quotes of either kind.</summary>
    public static void Encode(ReadOnlySpan<byte> text, IBufferWriter<byte> destination)
    {
        while (text.IndexOfAny(Special) is >= 0 and var next)
        {
            destination.Write(text[..next]);
            destination.Write(text[next] switch
            {
                (byte)'&' => "&amp;"u8,
                (byte)'<' => "&lt;"u8,
                (byte)'>' => "&gt;"u8,
                (byte)'"' => "&quot;"u8,
                _ => "&apos;"u8,
            });
            text = text[(next + 1)..];
        }

        destination.Write(text);
    }

    private static Rune Reference(ReadOnlySpan<byte> name)
    {
        if (name[0] == (byte)'#')
        {
            var value = 0;
            var isRead = name[1] == (byte)'x'
                ? int.TryParse(name[2..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value)
                : Utf8Parser.TryParse(name[1..], out value, out _);
            return isRead && Rune.IsValid(value) ? new(value) : throw ManifestGate.NotWellFormed(line: null);
        }

        return new(name switch
        {
            [(byte)'a', (byte)'m', ..] => '&',
            [(byte)'a', ..] => '\'',
            [(byte)'l', ..] => '<',
            [(byte)'g', ..] => '>',
            _ => '"',
        });
    }
}
