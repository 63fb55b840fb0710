namespace PresignKit;

/// <summary>What an upload's first bytes say about its declared content type.</summary>
public enum ContentMatch
{
    /// <summary>The bytes are in a content format that belongs to the type.</summary>
    Fits,

    /// <summary>
    /// The bytes are in a content format that does not belong to the type, are active content (HTML, SVG, XML, a script) that the policy
    /// does not allow, or lack the header without which no file of the type can be read.
    /// </summary>
    Contradicts,

    /// <summary>Neither: no content format is known for the type, or the bytes are in none that is known.</summary>
    Unknown,
}
