using System.Globalization;

namespace PresignKit.LocalS3.Http;

/// <summary>Dates in the formats of HTTP and of S3's XML.</summary>
internal static class Dates
{
    public static string Http(DateTimeOffset time) => time.ToString("r", CultureInfo.InvariantCulture);

    public static string Xml(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>Parses an HTTP date. An invalid date yields <see langword="null"/>, because RFC 9110 requires it to be ignored.</summary>
    public static DateTimeOffset? ParseHttp(string? text) =>
        DateTimeOffset.TryParseExact(text, "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    /// <summary>HTTP dates have no fractional seconds: an object changed at .7 s must not be newer than its own Last-Modified.</summary>
    public static DateTimeOffset WholeSeconds(DateTimeOffset time) => time.AddTicks(-(time.Ticks % TimeSpan.TicksPerSecond));
}
