using System.Globalization;
using System.Text.Unicode;

namespace PresignKit.Manifests;

/// <summary>
/// Writes the segment information of a representation out: a SegmentTemplate becomes a SegmentList, what is inherited is repeated, and each address is signed.
/// A series of segments becomes one element for each, because dash.js counts elements where addresses are listed.
/// </summary>
/// <param name="document">The MPD.</param>
/// <param name="addresses">Checks addresses.</param>
/// <param name="time">Reads numbers.</param>
/// <param name="plan">Receives what is written.</param>
internal sealed class SegmentPlanner(ManifestDocument document, ManifestAddresses addresses, PresentationTime time, ManifestPlan plan)
{
    private readonly SegmentTimes _times = new(document, time, addresses, plan.Series);

    /// <summary>Plans the segments of a representation.</summary>
    /// <param name="representation">The element.</param>
    /// <param name="information">What it has.</param>
    /// <param name="base">What its addresses are relative to.</param>
    /// <param name="period">How long the period is; null: unknown.</param>
    public void Plan(int representation, SegmentInformation information, BaseAddress @base, TimeSpan? period)
    {
        switch (information.Kind)
        {
            case ElementKind.SegmentBase:
                PlanBase(information, @base);
                break;
            case ElementKind.SegmentList:
                PlanList(information, @base, period);
                break;
            default:
                PlanTemplate(representation, information, @base, period);
                break;
        }

        addresses.CheckLength(document[information.Element].Start);
    }

    private void PlanBase(SegmentInformation information, BaseAddress @base)
    {
        Open("<SegmentBase"u8, information);
        plan.AddText(">"u8);

        // Without an address of their own, they are in the object of the BaseURL, which is signed.
        AddElement(information.Initialization, "sourceURL"u8, @base, isRequired: false);
        AddElement(information.RepresentationIndex, "sourceURL"u8, @base, isRequired: false);
        AddOthers(information);
        plan.AddText("</SegmentBase>"u8);
    }

    private void PlanList(SegmentInformation information, BaseAddress @base, TimeSpan? period)
    {
        var owner = information.Urls;
        if (owner < 0)
        {
            throw document.Refuse(
                PlaylistErrorCodes.PlaylistMalformed,
                "A SegmentList has no SegmentURL. Add the addresses of the segments.",
                document[information.Element].Start);
        }

        Open("<SegmentList"u8, information);
        plan.AddText(">"u8);
        AddElements(information, @base);
        if (information.Timeline >= 0)
        {
            _times.OfList(information, CountUrls(owner), period);
            AddTimeline();
        }

        AddElement(information.BitstreamSwitching, "sourceURL"u8, @base, isRequired: true);
        for (var i = ManifestDocument.FirstChild(owner); i < document[owner].Next; i = document[i].Next)
        {
            if (document[i].Kind == ElementKind.SegmentUrl)
            {
                AddElement(i, "media"u8, @base, isRequired: true);
            }
        }

        plan.AddText("</SegmentList>"u8);
    }

    private void PlanTemplate(int representation, SegmentInformation information, BaseAddress @base, TimeSpan? period)
    {
        var id = document.TryFind(representation, "id"u8, out var value) ? document.Decode(value).ToArray() : null;
        long? bandwidth = document.TryFind(representation, "bandwidth"u8, out value) ? time.Number(value) : null;
        var media = Parse(information.Media, id, bandwidth) ?? throw Invalid("A SegmentTemplate has no media attribute. Add it.", information);
        var index = Parse(information.Index, id, bandwidth);
        var count = _times.OfTemplate(information, period);
        if (information.StartNumber > long.MaxValue - count)
        {
            throw Invalid("The number of a segment is too large. Correct startNumber.", information);
        }

        Open("<SegmentList"u8, information);
        if (information.Timeline < 0)
        {
            plan.AddText(" duration=\""u8);
            AddNumber(plan.Series is [var only, ..] ? only.Duration : information.Duration ?? 1);
            plan.AddText("\""u8);
        }

        plan.AddText(">"u8);
        AddUrl("<Initialization sourceURL=\""u8, information.InitializationTemplate, information.Initialization, information, id, bandwidth, @base);
        AddElements(information, @base);
        if (information.Timeline >= 0)
        {
            AddTimeline();
        }

        AddUrl("<BitstreamSwitching sourceURL=\""u8, information.BitstreamSwitchingTemplate, information.BitstreamSwitching, information, id, bandwidth, @base);
        AddElement(information.BitstreamSwitching, "sourceURL"u8, @base, isRequired: true);
        addresses.Claim((Int128)count * (index is null ? 1 : 2), document[information.Element].Start);
        AddSegments(media, index, information, @base);
        plan.AddText("</SegmentList>"u8);
    }

    private AddressTemplate? Parse(TextRange? pattern, byte[]? id, long? bandwidth) => pattern is { } range
        ? AddressTemplate.TryParse(document.Decode(range), id, bandwidth) ?? throw document.Refuse(
            PlaylistErrorCodes.PlaylistTemplateInvalid,
            "A template has something between dollar signs that is not RepresentationID, Number, Time, or Bandwidth, or that the Representation does not have, "
            + "or another format than %0[width]d. Correct it.",
            range.Start)
        : null;

    private void Open(ReadOnlySpan<byte> tag, SegmentInformation information)
    {
        plan.AddText(tag);
        foreach (var (_, whole) in information.Attributes)
        {
            plan.AddText(" "u8);
            plan.AddSource(whole.Start, whole.End);
        }
    }

    private void AddElements(SegmentInformation information, BaseAddress @base)
    {
        AddElement(information.Initialization, "sourceURL"u8, @base, isRequired: true);
        AddElement(information.RepresentationIndex, "sourceURL"u8, @base, isRequired: true);
        AddOthers(information);
    }

    private void AddOthers(SegmentInformation information)
    {
        foreach (var other in information.Others)
        {
            plan.AddSource(document[other].Start, document[other].End);
        }
    }

    /// <summary>Adds an element, whose addresses are replaced.</summary>
    private void AddElement(int index, ReadOnlySpan<byte> name, BaseAddress @base, bool isRequired)
    {
        if (index < 0)
        {
            return;
        }

        var element = document[index];
        var next = element.Start;
        var hasAddress = false;
        var attributes = new XmlAttributes(document.Text, element);
        while (attributes.Next())
        {
            var isAddress = attributes.Name.SequenceEqual(name);
            if (isAddress || (element.Kind == ElementKind.SegmentUrl && attributes.Name.SequenceEqual("index"u8)))
            {
                hasAddress |= isAddress;
                plan.AddSource(next, attributes.Value.Start);
                addresses.Add(@base, document.Decode(attributes.Value), attributes.Value.Start);
                next = attributes.Value.End;
            }
        }

        if (isRequired && !hasAddress)
        {
            var end = element.TagEnd - (element.IsEmpty ? 2 : 1);
            plan.AddSource(next, end);
            plan.AddText(" "u8);
            plan.AddText(name);
            plan.AddText("=\""u8);
            addresses.Add(@base, [], element.Start);
            plan.AddText("\""u8);
            next = end;
        }

        plan.AddSource(next, element.End);
    }

    /// <summary>Adds an element for an address that a template has as an attribute.</summary>
    private void AddUrl(
        ReadOnlySpan<byte> tag, TextRange? pattern, int element, SegmentInformation information, byte[]? id, long? bandwidth, BaseAddress @base)
    {
        if (pattern is not { } range)
        {
            return;
        }

        var template = Parse(range, id, bandwidth)!;
        if (template.HasNumberOrTime || element >= 0)
        {
            throw Invalid("An initialization segment has an address that depends on a media segment, or has two addresses. Correct it.", information);
        }

        var address = template.Expand(0, 0);
        plan.AddText(tag);
        addresses.Add(@base, CheckLength(address, range.Start), range.Start);
        plan.AddText("\"/>"u8);
    }

    private void AddTimeline()
    {
        Span<byte> entry = stackalloc byte[40];
        plan.AddText("<SegmentTimeline>"u8);
        foreach (var series in plan.Series)
        {
            if (series.HasTime)
            {
                plan.AddText("<S t=\""u8);
                AddNumber(series.Time);
                plan.AddText("\" d=\""u8);
                AddNumber(series.Duration);
                plan.AddText("\"/>"u8);
            }

            Utf8.TryWrite(entry, CultureInfo.InvariantCulture, $"<S d=\"{series.Duration}\"/>", out var length);
            plan.AddText(entry[..length], series.Count - (series.HasTime ? 1 : 0));
        }

        plan.AddText("</SegmentTimeline>"u8);
    }

    private void AddSegments(AddressTemplate media, AddressTemplate? index, SegmentInformation information, BaseAddress @base)
    {
        var (number, offset) = (information.StartNumber, information.Media!.Value.Start);
        var similar = 0;
        foreach (var series in plan.Series)
        {
            var start = series.Time;
            for (var i = 0; i < series.Count; i++, number++, start += series.Duration)
            {
                var address = CheckLength(media.Expand(number, start), offset);
                if (similar > 0)
                {
                    // Only the digits differ.
                    addresses.AddSimilar(@base, address, offset);
                    similar++;
                    continue;
                }

                plan.AddText("\n<SegmentURL media=\""u8);
                var isSigned = addresses.Add(@base, address, offset);
                if (index is not null)
                {
                    plan.AddText("\" index=\""u8);
                    addresses.Add(@base, CheckLength(index.Expand(number, start), information.Index!.Value.Start), information.Index.Value.Start);
                }
                else if (isSigned)
                {
                    similar = 1;
                    continue;
                }

                plan.AddText("\"/>"u8);
            }
        }

        if (similar > 0)
        {
            plan.AddAddresses(similar - 1, "\"/>\n<SegmentURL media=\""u8);
            plan.AddText("\"/>"u8);
        }
    }

    private ReadOnlySpan<byte> CheckLength(ReadOnlySpan<byte> address, int offset) => address.IsEmpty
        ? throw document.Refuse(PlaylistErrorCodes.PlaylistUriInvalid, "An address is empty, or too long. Correct it.", offset)
        : address;

    private void AddNumber(long number)
    {
        Span<byte> digits = stackalloc byte[20];
        number.TryFormat(digits, out var length, default, CultureInfo.InvariantCulture);
        plan.AddText(digits[..length]);
    }

    private PlaylistException Invalid(string message, SegmentInformation information) =>
        document.Refuse(PlaylistErrorCodes.PlaylistTemplateInvalid, message, document[information.Element].Start);

    private int CountUrls(int owner)
    {
        var count = 0;
        for (var i = ManifestDocument.FirstChild(owner); i < document[owner].Next; i = document[i].Next)
        {
            count += document[i].Kind == ElementKind.SegmentUrl ? 1 : 0;
        }

        return count;
    }
}
