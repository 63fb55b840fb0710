using System.Globalization;

namespace PresignKit.SigV4.Signing;

/// <summary>The date of a signature: <c>yyyyMMddTHHmmssZ</c>, in UTC and whole seconds.</summary>
internal static class AmzDate
{
    internal const int Length = 16;

    internal const int DayLength = 8;

    private const string Format = "yyyyMMdd'T'HHmmss'Z'";

    internal static DateTime ToSecond(DateTimeOffset instant)
    {
        var utc = instant.UtcDateTime;
        return new DateTime(utc.Ticks - utc.Ticks % TimeSpan.TicksPerSecond, DateTimeKind.Utc);
    }

    internal static string ToText(DateTime second) => second.ToString(Format, CultureInfo.InvariantCulture);

    internal static bool TryParse(string text, out DateTimeOffset instant) =>
        DateTimeOffset.TryParseExact(
            text, Format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out instant)
        && text.Length == Length;
}
