namespace PresignKit.Manifests;

/// <summary>Where an element is in the text of an MPD.</summary>
/// <param name="Kind">Which element it is.</param>
/// <param name="Start">Where its start tag begins.</param>
/// <param name="TagEnd">What follows its start tag.</param>
internal record struct ManifestElement(ElementKind Kind, int Start, int TagEnd)
{
    /// <summary>Where its end tag begins.</summary>
    public int ContentEnd { get; set; } = TagEnd;

    /// <summary>What follows the element.</summary>
    public int End { get; set; } = TagEnd;

    /// <summary>The index of the first element behind this one and its descendants.</summary>
    public int Next { get; set; }

    /// <summary>Whether it has no end tag.</summary>
    public readonly bool IsEmpty => End == TagEnd;
}
