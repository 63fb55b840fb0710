using System.Globalization;

namespace PresignKit.LocalS3.Http;

/// <summary>Dates as HTTP and as S3's XML write them.</summary>
internal static class Dates
{
    public static string Http(DateTimeOffset time) => time.ToString("r", CultureInfo.InvariantCulture);

    public static string Xml(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>A date of HTTP, or <see langword="null"/>: RFC 9110 says to ignore one that cannot be read.</summary>
    public static DateTimeOffset? ParseHttp(string? text) =>
        DateTimeOffset.TryParseExact(text, "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    /// <summary>HTTP dates know no fraction: an object changed at .7 s is not newer than its own Last-Modified.</summary>
    public static DateTimeOffset WholeSeconds(DateTimeOffset time) => time.AddTicks(-(time.Ticks % TimeSpan.TicksPerSecond));
}
