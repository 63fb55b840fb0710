using System.Globalization;

namespace PresignKit.Explaining.Text;

/// <summary>Times and values as text for messages.</summary>
internal static class DisplayText
{
    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>A duration in its two largest units, such as <c>3 h 20 min</c>.</summary>
    public static string Span(TimeSpan span)
    {
        span = span.Duration();
        return span switch
        {
            { TotalDays: >= 1 } => $"{span.Days} d {span.Hours} h",
            { TotalHours: >= 1 } => $"{span.Hours} h {span.Minutes} min",
            { TotalMinutes: >= 1 } => $"{span.Minutes} min {span.Seconds} s",
            _ => $"{span.Seconds} s",
        };
    }

    /// <summary>A value in quotes, shortened if it is long; <c>nothing</c> if it is empty.</summary>
    public static string Value(string? value) => value switch
    {
        null or "" => "nothing",
        { Length: > 200 } => $"'{value[..200]}...'",
        _ => $"'{value}'",
    };
}
