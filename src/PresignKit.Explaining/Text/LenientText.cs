using System.Text;

namespace PresignKit.Explaining.Text;

/// <summary>Decodes text that may be malformed: a verifier must reject it, but an explainer has to read it.</summary>
internal static class LenientText
{
    /// <summary>Percent-decodes once. Invalid escapes are kept as they are, and invalid UTF-8 becomes U+FFFD.</summary>
    public static string Decode(string text, bool plusIsSpace)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var length = 0;
        for (var i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] == '%' && i + 2 < bytes.Length && Hex(bytes[i + 1]) is var high and >= 0 && Hex(bytes[i + 2]) is var low and >= 0)
            {
                bytes[length++] = (byte)(high << 4 | low);
                i += 2;
            }
            else
            {
                bytes[length++] = bytes[i] == '+' && plusIsSpace ? (byte)' ' : bytes[i];
            }
        }

        return Encoding.UTF8.GetString(bytes, 0, length);
    }

    private static int Hex(byte digit) => char.IsAsciiHexDigit((char)digit) ? Convert.ToInt32(((char)digit).ToString(), 16) : -1;
}
