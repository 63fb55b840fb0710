using System.Globalization;

namespace PresignKit.S3.Connections;

/// <summary>
/// Whether a store refused a request because its clock and the application's are too far apart. The answer to HEAD has no body that could say so, but
/// every answer has the store's time.
/// </summary>
internal static class ClockSkew
{
    /// <summary>A header that <see cref="Mark"/> adds to an answer: by how many seconds the application's clock is ahead.</summary>
    public const string Header = "x-presignkit-clock-ahead";

    /// <summary>Amazon S3 API Reference, "Error responses", RequestTimeTooSkewed: 15 minutes. The Date header has no fractions of a second.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(15) - TimeSpan.FromSeconds(1);

    public static void Mark(HttpResponseMessage answer, DateTimeOffset now)
    {
        // Not a store's to set.
        answer.Headers.Remove(Header);
        if ((int)answer.StatusCode is 400 or 401 or 403 && answer.Headers.Date is { } theirs && (now - theirs).Duration() > Tolerance)
        {
            answer.Headers.TryAddWithoutValidation(Header, ((long)(now - theirs).TotalSeconds).ToString(CultureInfo.InvariantCulture));
        }
    }

    /// <summary>Says how far apart the clocks are, from the header; null if they are not.</summary>
    public static string? Describe(string? header)
    {
        if (!long.TryParse(header, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seconds))
        {
            return null;
        }

        var apart = TimeSpan.FromSeconds(Math.Abs((double)seconds));
        return $"the application's clock is {(long)apart.TotalMinutes} min {apart.Seconds} s {(seconds > 0 ? "ahead of" : "behind")} the store's";
    }
}
