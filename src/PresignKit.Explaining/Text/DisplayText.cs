using System.Globalization;

namespace PresignKit.Explaining.Text;

/// <summary>Times and values as text for messages.</summary>
internal static class DisplayText
{
    private const int LongestValue = 200;

    // Around a value that is too long. It is shortened only after secrets are removed: of a shortened secret, a part would remain.
    private const char Begin = '\u0002';
    private const char End = '\u0003';

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

    /// <summary>
    /// A value in quotes; <c>nothing</c> if it is empty. A long value is marked, so that <see cref="Shorten"/> can shorten it once secrets are removed.
    /// </summary>
    public static string Value(string? value) => value switch
    {
        null or "" => "nothing",
        { Length: > LongestValue } => $"'{Begin}{WithoutMarks(value)}{End}'",
        _ => $"'{WithoutMarks(value)}'",
    };

    /// <summary>A path in quotes, without a query that wrong encoding made part of it.</summary>
    public static string Path(string? path) =>
        path is not null && MovedQuery.Cut(path) is var cut && cut.Length < path.Length ? Value(cut + "...") : Value(path);

    /// <summary>Shortens the long values of a text.</summary>
    public static string Shorten(string text)
    {
        for (var begin = text.IndexOf(Begin, StringComparison.Ordinal); begin >= 0; begin = text.IndexOf(Begin, StringComparison.Ordinal))
        {
            var end = text.IndexOf(End, begin);
            var value = end < 0 ? text[(begin + 1)..] : text[(begin + 1)..end];
            var shown = value.Length > LongestValue ? value[..LongestValue] + "..." : value;
            text = text[..begin] + shown + (end < 0 ? "" : text[(end + 1)..]);
        }

        return text;
    }

    private static string WithoutMarks(string value) => value.Replace(Begin, '\uFFFD').Replace(End, '\uFFFD');
}
