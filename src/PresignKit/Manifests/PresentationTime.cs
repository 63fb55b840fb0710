using System.Globalization;
using System.Text;
using System.Xml;

namespace PresignKit.Manifests;

/// <summary>Reads times and numbers of an MPD.</summary>
/// <param name="document">The MPD.</param>
internal sealed class PresentationTime(ManifestDocument document)
{
    // An xs:duration that anybody would write.
    private const int LongestDuration = 64;

    /// <summary>A duration such as PT1H30M; null: the element has none.</summary>
    /// <exception cref="PlaylistException">It cannot be read, is negative, or is longer than 10,675,199 days.</exception>
    public TimeSpan? Duration(int element, ReadOnlySpan<byte> attribute)
    {
        if (!document.TryFind(element, attribute, out var value))
        {
            return null;
        }

        try
        {
            var text = document.Decode(value);
            if (text.Length <= LongestDuration && XmlConvert.ToTimeSpan(Encoding.UTF8.GetString(text)) is var duration && duration >= TimeSpan.Zero)
            {
                return duration;
            }
        }
        catch (Exception e) when (e is FormatException or OverflowException)
        {
            // Refused below.
        }

        throw document.Refuse(PlaylistErrorCodes.PlaylistMalformed, "A duration cannot be read. Write it as PT1H30M or PT5.5S.", value.Start);
    }

    /// <summary>A number that is not negative.</summary>
    public long Number(TextRange value) => long.TryParse(document.Decode(value), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        ? number
        : throw Unreadable(value);

    /// <summary>A number that is above zero.</summary>
    public long PositiveNumber(TextRange value) => Number(value) is > 0 and var number ? number : throw Unreadable(value);

    /// <summary>A count of repetitions: a number, or -1.</summary>
    public long Repetitions(TextRange value) => document.Decode(value).SequenceEqual("-1"u8) ? -1 : Number(value);

    private PlaylistException Unreadable(TextRange value) => document.Refuse(
        PlaylistErrorCodes.PlaylistMalformed, "A number is negative, zero where it must not be, too large, or no whole number. Correct it.", value.Start);
}
