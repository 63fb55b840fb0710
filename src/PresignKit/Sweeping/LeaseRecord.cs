using System.Globalization;

namespace PresignKit.Sweeping;

/// <summary>The content of a lease at a store.</summary>
/// <param name="Holder">A random name of the instance that holds it.</param>
/// <param name="ExpiresAt">When it expires, by the holder's clock; the beginning of time: it was released.</param>
/// <param name="LastSweptAt">When a sweep last finished, or null.</param>
internal sealed record LeaseRecord(string Holder, DateTimeOffset ExpiresAt, DateTimeOffset? LastSweptAt)
{
    private const string FirstLine = "PresignKit sweep lease 1";

    public string ToText() => string.Create(
        CultureInfo.InvariantCulture, $"{FirstLine}\n{Holder}\n{ExpiresAt.ToUnixTimeSeconds()}\n{LastSweptAt?.ToUnixTimeSeconds()}\n");

    /// <summary>Null: the text is not a lease that this version understands.</summary>
    public static LeaseRecord? Parse(string text) => text.Split('\n') is [FirstLine, var holder, var expires, var swept, _]
        && Time(expires) is { } expiresAt && (swept.Length == 0 || Time(swept) is not null)
            ? new(holder, expiresAt, Time(swept))
            : null;

    private static DateTimeOffset? Time(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds < 253_402_300_800
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;
}
