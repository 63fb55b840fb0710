namespace PresignKit.Manifests;

/// <summary>What says which segments a representation has, with what it inherits from the levels above (ISO/IEC 23009-1, clause 5.3.9.1).</summary>
/// <param name="kind">SegmentBase, SegmentList, or SegmentTemplate.</param>
/// <param name="element">The element of the lowest level.</param>
internal sealed class SegmentInformation(ElementKind kind, int element)
{
    public ElementKind Kind => kind;

    public int Element => element;

    /// <summary>The attributes that are written as they are: where their names and the whole of each are.</summary>
    public List<(TextRange Name, TextRange Whole)> Attributes { get; } = [];

    /// <summary>The elements that are written as they are.</summary>
    public List<int> Others { get; } = [];

    public int Initialization { get; set; } = -1;

    public int RepresentationIndex { get; set; } = -1;

    public int BitstreamSwitching { get; set; } = -1;

    public int Timeline { get; set; } = -1;

    /// <summary>The element that has the list of addresses; -1: none.</summary>
    public int Urls { get; set; } = -1;

    public TextRange? Media { get; set; }

    public TextRange? Index { get; set; }

    public TextRange? InitializationTemplate { get; set; }

    public TextRange? BitstreamSwitchingTemplate { get; set; }

    public long TimeScale { get; set; } = 1;

    public long TimeOffset { get; set; }

    public long StartNumber { get; set; } = 1;

    public long? EndNumber { get; set; }

    public long? Duration { get; set; }

    /// <summary>The same for a level below.</summary>
    public SegmentInformation ForLevel(int lower)
    {
        var copy = new SegmentInformation(kind, lower)
        {
            Initialization = Initialization,
            RepresentationIndex = RepresentationIndex,
            BitstreamSwitching = BitstreamSwitching,
            Timeline = Timeline,
            Urls = Urls,
            Media = Media,
            Index = Index,
            InitializationTemplate = InitializationTemplate,
            BitstreamSwitchingTemplate = BitstreamSwitchingTemplate,
            TimeScale = TimeScale,
            TimeOffset = TimeOffset,
            StartNumber = StartNumber,
            EndNumber = EndNumber,
            Duration = Duration,
        };
        copy.Attributes.AddRange(Attributes);
        copy.Others.AddRange(Others);
        return copy;
    }
}
