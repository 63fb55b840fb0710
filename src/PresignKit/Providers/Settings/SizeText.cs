using System.Buffers;
using System.Globalization;

namespace PresignKit.Providers.Settings;

/// <summary>Reads sizes: a number of bytes, or a number with a unit, decimal (<c>MB</c>) or binary (<c>MiB</c>).</summary>
internal static class SizeText
{
    public const string Rule = "must be a size: a number of bytes (104857600), or a number with a unit (500MB, 100MiB, 5GiB)";

    private static readonly SearchValues<char> NumberCharacters = SearchValues.Create("-.0123456789");

    private static readonly Dictionary<string, decimal> Units = new(StringComparer.OrdinalIgnoreCase)
    {
        [""] = 1,
        ["B"] = 1,
        ["KB"] = 1e3m,
        ["MB"] = 1e6m,
        ["GB"] = 1e9m,
        ["TB"] = 1e12m,
        ["KiB"] = 1L << 10,
        ["MiB"] = 1L << 20,
        ["GiB"] = 1L << 30,
        ["TiB"] = 1L << 40,
    };

    public static bool TryParse(string text, out long size)
    {
        size = 0;
        var letters = text.AsSpan().IndexOfAnyExcept(NumberCharacters);
        var number = letters < 0 ? text : text[..letters];
        var unit = letters < 0 ? "" : text[letters..].TrimStart(' ');
        if (!Units.TryGetValue(unit, out var factor)
            || (letters >= 0 && unit.Length == 0)
            || !decimal.TryParse(number, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var parsed)
            || Math.Abs(parsed) > long.MaxValue / factor)
        {
            return false;
        }

        // 1.5GiB is a whole number of bytes; 1.5 is not.
        var bytes = parsed * factor;
        size = (long)bytes;
        return bytes == size;
    }
}
