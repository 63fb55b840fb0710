namespace PresignKit.Manifests;

/// <summary>What a piece of XML is.</summary>
internal enum XmlTokenKind
{
    /// <summary>Text between tags.</summary>
    Text,

    /// <summary>A start tag.</summary>
    StartTag,

    /// <summary>A tag that is an element of its own.</summary>
    EmptyTag,

    /// <summary>An end tag.</summary>
    EndTag,

    /// <summary>A comment, a CDATA section, or a processing instruction.</summary>
    Other,
}
