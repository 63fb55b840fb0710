using System.Globalization;

namespace PresignKit.Providers.Settings;

/// <summary>
/// Reads durations that cannot be misread: numbers with units (<c>15m</c>, <c>1h30m</c>), or <c>hh:mm:ss</c> with days in front
/// (<c>7.00:00:00</c>). A number alone, and <c>15:00</c>, could mean several things, and are refused.
/// </summary>
internal static class DurationText
{
    public const string Rule = "must be a duration: a number with a unit (90s, 15m, 12h, 7d, 1h30m), or hh:mm:ss (00:15:00 is 15 minutes, "
        + "7.00:00:00 is 7 days)";

    // From the longest to the shortest, which is also the order in a text.
    private static readonly (string Name, long Ticks)[] Units =
    [
        ("d", TimeSpan.TicksPerDay),
        ("h", TimeSpan.TicksPerHour),
        ("m", TimeSpan.TicksPerMinute),
        ("s", TimeSpan.TicksPerSecond),
        ("ms", TimeSpan.TicksPerMillisecond),
    ];

    public static bool TryParse(string text, out TimeSpan duration) =>
        text.Contains(':', StringComparison.Ordinal) ? TryParseClock(text, out duration) : TryParseUnits(text, out duration);

    private static bool TryParseClock(string text, out TimeSpan duration)
    {
        duration = default;
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var days = text.LastIndexOf('.', colon);
        var clock = text[(days + 1)..].Split(':');
        return clock.Length == 3 && clock[0].Length == 2 && clock[1].Length == 2 && clock[2].Split('.')[0].Length == 2
            && TimeSpan.TryParseExact(text, "c", CultureInfo.InvariantCulture, out duration) && duration >= TimeSpan.Zero;
    }

    private static bool TryParseUnits(string text, out TimeSpan duration)
    {
        duration = default;
        var (total, next) = (0L, 0);
        var rest = text.AsSpan();
        while (!rest.IsEmpty)
        {
            var digits = rest.IndexOfAnyExceptInRange('0', '9');
            if (digits <= 0 || !long.TryParse(rest[..digits], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                return false;
            }

            rest = rest[digits..];
            var letters = rest.IndexOfAnyInRange('0', '9');
            var name = (letters < 0 ? rest : rest[..letters]).ToString();
            var unit = Array.FindIndex(Units, next, known => known.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
            if (unit < 0 || number > (long.MaxValue - total) / Units[unit].Ticks)
            {
                return false;
            }

            total += number * Units[unit].Ticks;
            next = unit + 1;
            rest = rest[name.Length..];
        }

        duration = new(total);
        return text.Length > 0;
    }
}
