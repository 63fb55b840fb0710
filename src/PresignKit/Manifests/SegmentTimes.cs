namespace PresignKit.Manifests;

/// <summary>Finds how many segments there are and when they start, without making any of them.</summary>
/// <param name="document">The MPD.</param>
/// <param name="time">Reads its numbers.</param>
/// <param name="addresses">Knows how many are allowed.</param>
/// <param name="series">Receives them.</param>
internal sealed class SegmentTimes(ManifestDocument document, PresentationTime time, ManifestAddresses addresses, List<SegmentSeries> series)
{
    /// <summary>Finds the segments of a template.</summary>
    /// <param name="information">The template.</param>
    /// <param name="period">How long the period is; null: unknown.</param>
    /// <returns>Their number.</returns>
    /// <exception cref="PlaylistException">There are too many, or it does not follow from the MPD.</exception>
    public int OfTemplate(SegmentInformation information, TimeSpan? period)
    {
        series.Clear();
        Int128 most = information.EndNumber is { } end ? (Int128)end - information.StartNumber + 1 : Int128.MaxValue;
        if (most < 0)
        {
            throw Refuse("The number of the last segment is below that of the first. Correct startNumber or endNumber.", information.Element);
        }

        if (information.Timeline >= 0)
        {
            return ReadTimeline(information, most, period, isList: false);
        }

        if (information.Duration is { } duration)
        {
            var ofPeriod = period is { } length ? Ceiling(Units(length, information), (Int128)duration * TimeSpan.TicksPerSecond) : Int128.MaxValue;
            var count = Int128.Min(most, ofPeriod);
            if (count == Int128.MaxValue)
            {
                throw Unknown(information.Element);
            }

            return Add(0, hasTime: false, duration, count, information.Element);
        }

        // Without times, there is exactly one segment, as long as the period.
        var whole = period is { } all ? Ceiling(Units(all, information), TimeSpan.TicksPerSecond) : 0;
        return whole > 0 && whole <= long.MaxValue ? Add(0, hasTime: false, (long)whole, 1, information.Element) : throw Unknown(information.Element);
    }

    /// <summary>Finds the times of the segments of a list.</summary>
    /// <param name="information">The list, which has a timeline.</param>
    /// <param name="count">How many addresses it has.</param>
    /// <param name="period">How long the period is; null: unknown.</param>
    public int OfList(SegmentInformation information, int count, TimeSpan? period)
    {
        series.Clear();
        return ReadTimeline(information, count, period, isList: true);
    }

    private static Int128 Units(TimeSpan length, SegmentInformation information) => (Int128)length.Ticks * information.TimeScale;

    private static Int128 Ceiling(Int128 dividend, Int128 divisor) => (dividend + divisor - 1) / divisor;

    private int ReadTimeline(SegmentInformation information, Int128 most, TimeSpan? period, bool isList)
    {
        var timeline = information.Timeline;
        var (next, total) = ((Int128)0, 0);
        for (var i = ManifestDocument.FirstChild(timeline); i < document[timeline].Next && total < most; i = document[i].Next)
        {
            var entry = ReadEntry(i, information.StartNumber + (Int128)total);
            var start = entry.Time ?? next;
            var count = entry.Repetitions >= 0
                ? (Int128)entry.Repetitions + 1
                : isList && document[i].Next == document[timeline].Next ? most - total : UntilNext(information, i, start, entry.Duration, period);
            count = Int128.Min(count, most - total);
            next = start + (count * entry.Duration);
            if (next > long.MaxValue)
            {
                // Too many segments are refused as such.
                addresses.Claim(total + count, document[i].Start);
                throw Refuse("The time of a segment is too large. Correct the SegmentTimeline.", i);
            }

            addresses.Claim(total + count, document[i].Start);
            total += Add((long)start, entry.Time is not null, entry.Duration, count, i);
        }

        return total > 0 ? total : throw Refuse("A SegmentTimeline has no segments. Add them.", timeline);
    }

    private (Int128? Time, long Duration, long Repetitions) ReadEntry(int element, Int128 number)
    {
        if (document[element].Kind != ElementKind.Series)
        {
            throw Refuse("A SegmentTimeline has elements other than S (patterns), which are not expanded. Write its segments out.", element);
        }

        long? start = null;
        long? duration = null;
        var repetitions = 0L;
        var attributes = new XmlAttributes(document.Text, document[element]);
        while (attributes.Next())
        {
            switch (attributes.Name)
            {
                case [(byte)'t']:
                    start = time.Number(attributes.Value);
                    break;
                case [(byte)'d']:
                    duration = time.PositiveNumber(attributes.Value);
                    break;
                case [(byte)'r']:
                    repetitions = time.Repetitions(attributes.Value);
                    break;
                case [(byte)'n'] when time.Number(attributes.Value) == number:
                    break;
                case var name when name.Contains((byte)':'):
                    break;
                default:
                    throw Refuse("A segment of a SegmentTimeline has an attribute other than t, d, and r, or a wrong number. Remove it.", element);
            }
        }

        return (start, duration ?? throw Refuse("A segment of a SegmentTimeline has no duration. Add it.", element), repetitions);
    }

    // Until the next series starts, or the period ends.
    private Int128 UntilNext(SegmentInformation information, int element, Int128 start, long duration, TimeSpan? period)
    {
        var following = document[element].Next;
        if (following < document[information.Timeline].Next)
        {
            return document.TryFind(following, "t"u8, out var value) && time.Number(value) is var end && end > start
                ? Ceiling(end - start, duration)
                : throw Refuse("Segments repeat until the next ones, which have no later time. Add it (S@t).", element);
        }

        var left = period is { } length
            ? Units(length, information) + ((information.TimeOffset - start) * TimeSpan.TicksPerSecond)
            : throw Unknown(element);
        return left > 0
            ? Ceiling(left, (Int128)duration * TimeSpan.TicksPerSecond)
            : throw Refuse("Segments repeat until the end of the period, but start behind it. Correct the SegmentTimeline.", element);
    }

    private int Add(long start, bool hasTime, long duration, Int128 count, int element)
    {
        addresses.Claim(count, document[element].Start);
        if (start + ((count - 1) * duration) > long.MaxValue)
        {
            throw Refuse("The time of a segment is too large. Correct the duration of segments.", element);
        }

        if (count > 0)
        {
            series.Add(new(start, hasTime, duration, (int)count));
        }

        return (int)count;
    }

    private PlaylistException Unknown(int element) => Refuse(
        "The number of segments depends on the length of the presentation, which is not known. Add mediaPresentationDuration to the MPD, or a duration to the "
        + "Period.",
        element);

    private PlaylistException Refuse(string message, int element) =>
        document.Refuse(PlaylistErrorCodes.PlaylistTemplateInvalid, message, document[element].Start);
}
