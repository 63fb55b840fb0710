namespace PresignKit.Manifests;

/// <summary>The elements of an MPD (ISO/IEC 23009-1, clause 5.3) that decide about addresses. All others are copied.</summary>
internal enum ElementKind : byte
{
    /// <summary>None of them.</summary>
    None,

    /// <summary>An element within segment information that has no address.</summary>
    Other,

    /// <summary>The root.</summary>
    Manifest,

    /// <summary>A part of the presentation, after the other.</summary>
    Period,

    /// <summary>Versions of the same content.</summary>
    AdaptationSet,

    /// <summary>One version.</summary>
    Representation,

    /// <summary>What addresses are relative to, or the only object of a representation (clause 5.6).</summary>
    BaseUrl,

    /// <summary>One object that has an index (clause 5.3.9.2).</summary>
    SegmentBase,

    /// <summary>The addresses of segments (clause 5.3.9.3).</summary>
    SegmentList,

    /// <summary>A pattern for the addresses of segments (clause 5.3.9.4).</summary>
    SegmentTemplate,

    /// <summary>The initialization segment.</summary>
    Initialization,

    /// <summary>The index of all segments.</summary>
    RepresentationIndex,

    /// <summary>The bitstream switching segment.</summary>
    BitstreamSwitching,

    /// <summary>The times of segments (clause 5.3.9.6).</summary>
    SegmentTimeline,

    /// <summary>Segments of the same duration.</summary>
    Series,

    /// <summary>The address of a segment.</summary>
    SegmentUrl,
}
