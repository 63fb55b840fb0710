using System.Collections.Frozen;

namespace PresignKit.Manifests;

/// <summary>The elements of ISO/IEC 23009-1, and what makes players load an address that is not signed, or add something to one that is.</summary>
internal static class ManifestFeatures
{
    private const string Elsewhere = "makes players load an MPD or segments from an address that is not signed";
    private const string Query = "makes players add a query to the addresses of segments, which the signature does not cover";

    private static readonly FrozenSet<string> Known = new[]
    {
        "MPD", "ProgramInformation", "Title", "Source", "Copyright", "BaseURL", "Location", "PatchLocation", "ServiceDescription", "ClientDataReporting",
        "InitializationSet", "InitializationGroup", "InitializationPresentation", "ContentSteering", "ContentProtection", "Period", "Metrics", "Range",
        "Reporting", "EssentialProperty", "SupplementalProperty", "UTCTiming", "LeapSecondInformation", "SegmentBase", "SegmentList", "SegmentTemplate",
        "Initialization", "RepresentationIndex", "BitstreamSwitching", "FailoverContent", "FCS", "SegmentTimeline", "S", "Pattern", "P", "SegmentURL",
        "AssetIdentifier", "EventStream", "Event", "GroupLabel", "Label", "AdaptationSet", "EmptyAdaptationSet", "Subset", "Preselection", "Accessibility",
        "Role", "Rating", "Viewpoint", "ContentComponent", "Representation", "SubRepresentation", "FramePacking", "AudioChannelConfiguration",
        "OutputProtection", "InbandEventStream", "Switching", "RandomAccess", "ProducerReferenceTime", "ContentPopularityRate", "PR", "Resync",
        "ExtendedBandwidth", "ModelPair", "Language", "Scope", "Latency", "PlaybackRate", "OperatingQuality", "OperatingBandwidth", "ImportedMPD",
        "SegmentSequenceProperties", "SAP",
    }.ToFrozenSet(StringComparer.Ordinal);

    // By the beginnings of schemeIdUri.
    private static readonly (string Scheme, string Reason)[] Schemes =
    [
        ("urn:mpeg:dash:urlparam:", $"A property {Query}. Remove it."),
        ("urn:mpeg:dash:cta-5004:", $"A property {Query}. Remove it."),
        ("urn:mpeg:dash:chaining:", $"A property {Elsewhere}. Remove it."),
        ("urn:mpeg:dash:fallback:", $"A property {Elsewhere}. Remove it."),
        ("urn:mpeg:dash:event:callback:", "An event makes players send a request to an address of the MPD. Remove it."),
        ("urn:mpeg:dash:event:alternativeMPD:", $"An event {Elsewhere}. Remove it."),
        ("urn:mpeg:dash:sea:", "Segments are encrypted with keys that have addresses, and keys are never signed. Use Common Encryption, or HLS."),
        ("urn:dvb:dash:reporting:", "A metric makes players send requests to an address of the MPD. Remove it."),
        ("urn:dvb:dash:fontdownload:", "A font would be loaded from an address that is not signed. Remove it."),
    ];

    public static bool IsKnown(string element) => Known.Contains(element);

    /// <summary>Whether an element has addresses, or elements with addresses, which are signed.</summary>
    public static bool HasAddresses(string element) => element is "Period" or "AdaptationSet" or "Representation" or "BaseURL" or "SegmentBase" or "SegmentList"
        or "SegmentTemplate" or "SegmentURL" or "SegmentTimeline" or "Initialization" or "RepresentationIndex" or "BitstreamSwitching";

    /// <summary>Why an element is refused; null: it is not.</summary>
    public static string? WhyRefused(string element) => element switch
    {
        "Location" or "PatchLocation" or "ImportedMPD" or "ContentSteering" => $"{element} {Elsewhere}. Remove it.",
        "InitializationSet" or "InitializationGroup" or "InitializationPresentation" => $"{element} has an address that is not signed. Remove it.",
        "ClientDataReporting" => $"{element} {Query}. Remove it.",
        _ => null,
    };

    /// <summary>Why a property, event, or protection of a scheme is refused; null: it is not.</summary>
    public static string? WhyRefusedScheme(string scheme)
    {
        foreach (var (refused, reason) in Schemes)
        {
            if (scheme.StartsWith(refused, StringComparison.OrdinalIgnoreCase))
            {
                return reason;
            }
        }

        return null;
    }
}
