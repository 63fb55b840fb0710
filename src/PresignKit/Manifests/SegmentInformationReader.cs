namespace PresignKit.Manifests;

/// <summary>Reads the segment information of one level.</summary>
/// <param name="document">The MPD.</param>
/// <param name="time">Reads its numbers.</param>
internal sealed class SegmentInformationReader(ManifestDocument document, PresentationTime time)
{
    // More would not be what an element of MPEG-DASH has, and each would be copied into each representation.
    private const int MaximumOthers = 16;

    /// <summary>Reads an element.</summary>
    /// <param name="element">SegmentBase, SegmentList, or SegmentTemplate.</param>
    /// <param name="inherited">What the levels above say; null: nothing.</param>
    /// <exception cref="PlaylistException">It cannot be read, or is not of the inherited kind.</exception>
    public SegmentInformation Read(int element, SegmentInformation? inherited)
    {
        var kind = document[element].Kind;
        if (inherited is not null && inherited.Kind != kind)
        {
            throw Refuse("A level has another kind of segment information than the levels above it, so players choose differently. Use one kind.", element);
        }

        var information = inherited?.ForLevel(element) ?? new(kind, element);
        ReadAttributes(information);
        ReadChildren(information);
        if (information is { Kind: not ElementKind.SegmentBase, Duration: not null, Timeline: >= 0 })
        {
            throw Refuse("Segments have both a duration and a SegmentTimeline, so players choose differently. Leave one.", element);
        }

        return information;
    }

    private void ReadAttributes(SegmentInformation information)
    {
        var attributes = new XmlAttributes(document.Text, document[information.Element]);
        while (attributes.Next())
        {
            if (information.Kind != ElementKind.SegmentTemplate || !TryReadTemplate(information, attributes.Name, attributes.Value))
            {
                ReadNumber(information, attributes.Name, attributes.Value);
                Keep(information, new(attributes.Start, attributes.Name.Length), attributes.Whole);
            }
        }
    }

    /// <summary>Reads what a list that is made of a template does not have.</summary>
    private bool TryReadTemplate(SegmentInformation information, ReadOnlySpan<byte> name, TextRange value)
    {
        if (name.SequenceEqual("media"u8))
        {
            information.Media = value;
        }
        else if (name.SequenceEqual("index"u8))
        {
            information.Index = value;
        }
        else if (name.SequenceEqual("initialization"u8))
        {
            information.InitializationTemplate = value;
        }
        else if (name.SequenceEqual("bitstreamSwitching"u8))
        {
            information.BitstreamSwitchingTemplate = value;
        }
        else if (name.SequenceEqual("startNumber"u8) || name.SequenceEqual("endNumber"u8) || name.SequenceEqual("duration"u8))
        {
            ReadNumber(information, name, value);
        }
        else if (name.SequenceEqual("k"u8))
        {
            throw Refuse("Segments consist of parts (SegmentTemplate@k), which lists cannot have. Remove it.", information.Element);
        }
        else
        {
            return false;
        }

        return true;
    }

    private void ReadNumber(SegmentInformation information, ReadOnlySpan<byte> name, TextRange value)
    {
        if (name.SequenceEqual("timescale"u8))
        {
            information.TimeScale = time.PositiveNumber(value);
        }
        else if (name.SequenceEqual("presentationTimeOffset"u8) && information.Kind != ElementKind.SegmentBase)
        {
            information.TimeOffset = time.Number(value);
        }
        else if (name.SequenceEqual("duration"u8))
        {
            information.Duration = time.PositiveNumber(value);
        }
        else if (name.SequenceEqual("startNumber"u8))
        {
            information.StartNumber = time.Number(value);
        }
        else if (name.SequenceEqual("endNumber"u8))
        {
            information.EndNumber = time.Number(value);
        }
    }

    private void Keep(SegmentInformation information, TextRange name, TextRange whole)
    {
        for (var i = 0; i < information.Attributes.Count; i++)
        {
            var other = information.Attributes[i].Name;
            if (document.Text.Slice(other.Start, other.Length).SequenceEqual(document.Text.Slice(name.Start, name.Length)))
            {
                information.Attributes[i] = (name, whole);
                return;
            }
        }

        information.Attributes.Add((name, whole));
    }

    private void ReadChildren(SegmentInformation information)
    {
        var element = information.Element;
        information.Initialization = Child(element, ElementKind.Initialization, information.Initialization);
        information.RepresentationIndex = Child(element, ElementKind.RepresentationIndex, information.RepresentationIndex);
        if (information.Kind == ElementKind.SegmentBase)
        {
            ReadOthers(information);
            return;
        }

        information.BitstreamSwitching = Child(element, ElementKind.BitstreamSwitching, information.BitstreamSwitching);
        information.Timeline = Child(element, ElementKind.SegmentTimeline, information.Timeline);
        ReadOthers(information);
    }

    private int Child(int element, ElementKind kind, int inherited) =>
        document.Child(element, child => child == kind) is >= 0 and var found ? found : inherited;

    private void ReadOthers(SegmentInformation information)
    {
        for (var i = ManifestDocument.FirstChild(information.Element); i < document[information.Element].Next; i = document[i].Next)
        {
            if (document[i].Kind == ElementKind.SegmentUrl)
            {
                information.Urls = information.Element;
            }
            else if (document[i].Kind == ElementKind.Other)
            {
                information.Others.Add(i);
            }
        }

        if (information.Others.Count > MaximumOthers)
        {
            throw Refuse($"Segment information has more than {MaximumOthers} elements that are not of MPEG-DASH. Remove some.", information.Element);
        }
    }

    private PlaylistException Refuse(string message, int element) => document.Refuse(PlaylistErrorCodes.PlaylistMalformed, message, document[element].Start);
}
