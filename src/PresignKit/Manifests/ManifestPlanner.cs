using PresignKit.Playlists;

namespace PresignKit.Manifests;

/// <summary>
/// Decides what becomes of an MPD (ISO/IEC 23009-1). It reads the text alone: nothing that the MPD names is opened, and nothing is written. Each representation
/// gets the segment information that it has and inherits, with signed addresses; all else is copied.
/// </summary>
internal sealed class ManifestPlanner
{
    private readonly ManifestDocument _document;
    private readonly ManifestPlan _plan;
    private readonly ManifestAddresses _addresses;
    private readonly PresentationTime _time;
    private readonly SegmentInformationReader _reader;
    private readonly SegmentPlanner _segments;

    private int _copied;

    /// <summary>Creates a planner for one MPD.</summary>
    /// <param name="grant">What the MPD may name.</param>
    /// <param name="scope">Turns addresses into objects.</param>
    /// <param name="text">The MPD, which has passed <see cref="ManifestGate"/>.</param>
    /// <param name="plan">Receives what becomes of it.</param>
    public ManifestPlanner(PlaylistGrant grant, UriScope scope, ReadOnlyMemory<byte> text, ManifestPlan plan)
    {
        _plan = plan;
        _document = new(text, plan.Elements);
        _addresses = new(grant, scope, _document, plan);
        _time = new(_document);
        _reader = new(_document, _time);
        _segments = new(_document, _addresses, _time, plan);
    }

    /// <summary>Plans all of it.</summary>
    /// <exception cref="PlaylistException">It is refused.</exception>
    public void Plan()
    {
        _document.Read();
        if (_document.TryFind(0, "type"u8, out var type) && !_document.Decode(type).SequenceEqual("static"u8))
        {
            throw _document.Refuse(
                PlaylistErrorCodes.PlaylistDynamic,
                "The MPD is not static: players make the addresses of new segments themselves, which cannot be signed in advance. Publish HLS for live "
                + "streams, or serve the folder through a CDN that signs prefixes.",
                type.Start);
        }

        var whole = _time.Duration(0, "mediaPresentationDuration"u8);
        var @base = _addresses.ResolveBase(BaseAddress.OfManifest, 0);
        if (@base.IsElsewhere)
        {
            CheckElsewhere(0, inherited: null);
        }
        else
        {
            PlanPeriods(@base, whole);
        }

        _plan.AddSource(_copied, _document.Text.Length);
        _addresses.CheckLength(0);
    }

    private void PlanPeriods(BaseAddress @base, TimeSpan? whole)
    {
        TimeSpan? start = TimeSpan.Zero;
        for (var i = ManifestDocument.FirstChild(0); i < _document[0].Next; i = _document[i].Next)
        {
            if (_document[i].Kind != ElementKind.Period)
            {
                continue;
            }

            start = _time.Duration(i, "start"u8) ?? start;
            var duration = _time.Duration(i, "duration"u8) ?? Left(start, NextStart(i) ?? whole);
            PlanLevel(i, @base, inherited: null, duration);
            start = start is { } begin && duration is { } length && length <= TimeSpan.MaxValue - begin ? begin + length : null;
        }
    }

    private static TimeSpan? Left(TimeSpan? start, TimeSpan? end) => start <= end ? end - start : null;

    // The start of the next period, if it is there; if there is none, null, and if it has none, an unknown length.
    private TimeSpan? NextStart(int period)
    {
        for (var i = _document[period].Next; i < _document[0].Next; i = _document[i].Next)
        {
            if (_document[i].Kind == ElementKind.Period)
            {
                return _time.Duration(i, "start"u8) ?? TimeSpan.MinValue;
            }
        }

        return null;
    }

    /// <summary>Plans a Period or an AdaptationSet.</summary>
    private void PlanLevel(int level, BaseAddress outer, SegmentInformation? inherited, TimeSpan? period)
    {
        var @base = _addresses.ResolveBase(outer, level);
        if (@base.IsElsewhere)
        {
            CheckElsewhere(level, inherited);
            return;
        }

        var information = Segments(level, inherited);
        for (var i = ManifestDocument.FirstChild(level); i < _document[level].Next; i = _document[i].Next)
        {
            switch (_document[i].Kind)
            {
                case ElementKind.AdaptationSet:
                    PlanLevel(i, @base, information, period);
                    break;
                case ElementKind.Representation:
                    PlanRepresentation(i, @base, information, period);
                    break;
                case var kind when ElementKinds.IsSegments(kind):
                    // Each representation has it.
                    Leave(_document[i].Start, _document[i].End);
                    break;
            }
        }
    }

    private SegmentInformation? Segments(int level, SegmentInformation? inherited) =>
        _document.Child(level, ElementKinds.IsSegments) is >= 0 and var own ? _reader.Read(own, inherited) : inherited;

    private void PlanRepresentation(int element, BaseAddress outer, SegmentInformation? inherited, TimeSpan? period)
    {
        var @base = _addresses.ResolveBase(outer, element);
        if (@base.IsElsewhere)
        {
            CheckElsewhere(element, inherited);
            return;
        }

        var information = Segments(element, inherited);
        var needsBase = information is null ? @base.IsObject : information.Kind == ElementKind.SegmentBase;
        if (information is null && !needsBase)
        {
            return;
        }

        if (needsBase && !@base.IsObject)
        {
            throw _document.Refuse(
                PlaylistErrorCodes.PlaylistUriInvalid,
                "A Representation with a SegmentBase has no BaseURL that names its object. Add it.",
                _document[element].Start);
        }

        var isWritten = false;
        for (var i = ManifestDocument.FirstChild(element); i < _document[element].Next; i = _document[i].Next)
        {
            if (ElementKinds.IsSegments(_document[i].Kind))
            {
                Leave(_document[i].Start, _document[i].End);
            }
            else if (needsBase && _document[i].Kind == ElementKind.BaseUrl)
            {
                isWritten |= ReplaceBaseUrl(i, @base);
            }
        }

        PlanEnd(element, information, @base, isBaseMissing: needsBase && !isWritten, period);
    }

    private bool ReplaceBaseUrl(int element, BaseAddress @base)
    {
        if (_addresses.ReadBaseUrl(element).IsEmpty)
        {
            Leave(_document[element].Start, _document[element].End);
            return false;
        }

        CopyTo(_document[element].TagEnd);
        _addresses.Add(@base, [], _document[element].Start);
        _copied = _document[element].ContentEnd;
        return true;
    }

    // What is added comes last, as the schema has it.
    private void PlanEnd(int representation, SegmentInformation? information, BaseAddress @base, bool isBaseMissing, TimeSpan? period)
    {
        if (information is null && !isBaseMissing)
        {
            return;
        }

        var element = _document[representation];
        if (element.IsEmpty)
        {
            CopyTo(element.TagEnd - 2);
            _plan.AddText(">"u8);
        }
        else
        {
            CopyTo(element.ContentEnd);
        }

        if (isBaseMissing)
        {
            _plan.AddText("<BaseURL>"u8);
            _addresses.Add(@base, [], element.Start);
            _plan.AddText("</BaseURL>"u8);
        }

        if (information is not null)
        {
            _segments.Plan(representation, information, @base, period);
        }

        if (element.IsEmpty)
        {
            _plan.AddText("</Representation>"u8);
            _copied = element.End;
        }
    }

    /// <summary>Checks a level whose addresses lead to another origin, which the grant allows. It stays as it is.</summary>
    private void CheckElsewhere(int level, SegmentInformation? inherited)
    {
        if (inherited is not null)
        {
            throw _document.Refuse(
                PlaylistErrorCodes.PlaylistElementNotAllowed,
                "An element has a BaseURL of another origin, and segment information that it inherits from elements of this one. Repeat it within the element.",
                _document[level].Start);
        }

        CheckIds(level);
        for (var i = level + 1; i < _document[level].Next; i++)
        {
            if (_document[i].Kind == ElementKind.BaseUrl)
            {
                _addresses.CheckElsewhere(_addresses.ReadBaseUrl(i), _document[i].Start);
                continue;
            }

            var attributes = new XmlAttributes(_document.Text, _document[i]);
            while (attributes.Next())
            {
                if (IsAddress(_document[i].Kind, attributes.Name))
                {
                    _addresses.CheckElsewhere(_document.Decode(attributes.Value), attributes.Value.Start);
                }
            }
        }
    }

    /// <summary>Checks the IDs of representations, with which an address made of a template may begin.</summary>
    private void CheckIds(int level)
    {
        var hasTemplate = false;
        for (var i = level + 1; i < _document[level].Next; i++)
        {
            hasTemplate |= _document[i].Kind == ElementKind.SegmentTemplate;
        }

        for (var i = level; hasTemplate && i < _document[level].Next; i++)
        {
            if (_document[i].Kind != ElementKind.Representation || !_document.TryFind(i, "id"u8, out var place))
            {
                continue;
            }

            var id = _document.Decode(place);
            if (id is [] or [(byte)'/', ..] || id.ContainsAny((byte)':', (byte)'\\'))
            {
                throw _document.Refuse(
                    PlaylistErrorCodes.PlaylistUriAbsolute,
                    "The ID of a Representation at another origin is empty, begins with a slash, or has a colon or a backslash, so that addresses made of it could "
                    + "lead to a third one. Change it.",
                    place.Start);
            }
        }
    }

    private static bool IsAddress(ElementKind kind, ReadOnlySpan<byte> attribute) => kind switch
    {
        ElementKind.SegmentUrl => attribute.SequenceEqual("media"u8) || attribute.SequenceEqual("index"u8),
        ElementKind.SegmentTemplate => attribute.SequenceEqual("media"u8) || attribute.SequenceEqual("index"u8)
            || attribute.SequenceEqual("initialization"u8) || attribute.SequenceEqual("bitstreamSwitching"u8),
        ElementKind.Initialization or ElementKind.RepresentationIndex or ElementKind.BitstreamSwitching => attribute.SequenceEqual("sourceURL"u8),
        _ => false,
    };

    private void CopyTo(int end)
    {
        _plan.AddSource(_copied, end);
        _copied = end;
    }

    private void Leave(int start, int end)
    {
        CopyTo(start);
        _copied = end;
    }
}
