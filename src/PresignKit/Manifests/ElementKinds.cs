namespace PresignKit.Manifests;

/// <summary>Which elements decide about addresses, by where they are.</summary>
internal static class ElementKinds
{
    /// <summary>The kind of an element.</summary>
    /// <param name="parent">The kind of the element that it is in; null: it is the root.</param>
    /// <param name="name">Its name. Names with a prefix are of other namespaces.</param>
    public static ElementKind Of(ElementKind? parent, ReadOnlySpan<byte> name) => parent switch
    {
        null => ElementKind.Manifest,
        ElementKind.Manifest when name.SequenceEqual("Period"u8) => ElementKind.Period,
        ElementKind.Period when name.SequenceEqual("AdaptationSet"u8) => ElementKind.AdaptationSet,
        ElementKind.AdaptationSet when name.SequenceEqual("Representation"u8) => ElementKind.Representation,
        ElementKind.Manifest or ElementKind.Period or ElementKind.AdaptationSet or ElementKind.Representation when name.SequenceEqual("BaseURL"u8) =>
            ElementKind.BaseUrl,
        ElementKind.Period or ElementKind.AdaptationSet or ElementKind.Representation => OfSegments(name),
        ElementKind.SegmentBase or ElementKind.SegmentList or ElementKind.SegmentTemplate => InSegments(name),
        ElementKind.SegmentTimeline => name.SequenceEqual("S"u8) ? ElementKind.Series : ElementKind.Other,
        _ => ElementKind.None,
    };

    /// <summary>Whether an element says which segments there are.</summary>
    public static bool IsSegments(ElementKind kind) => kind is ElementKind.SegmentBase or ElementKind.SegmentList or ElementKind.SegmentTemplate;

    private static ElementKind OfSegments(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("SegmentTemplate"u8) ? ElementKind.SegmentTemplate
        : name.SequenceEqual("SegmentList"u8) ? ElementKind.SegmentList
        : name.SequenceEqual("SegmentBase"u8) ? ElementKind.SegmentBase
        : ElementKind.None;

    private static ElementKind InSegments(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("SegmentURL"u8) ? ElementKind.SegmentUrl
        : name.SequenceEqual("SegmentTimeline"u8) ? ElementKind.SegmentTimeline
        : name.SequenceEqual("Initialization"u8) ? ElementKind.Initialization
        : name.SequenceEqual("RepresentationIndex"u8) ? ElementKind.RepresentationIndex
        : name.SequenceEqual("BitstreamSwitching"u8) ? ElementKind.BitstreamSwitching
        : ElementKind.Other;
}
