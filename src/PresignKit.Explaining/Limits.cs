namespace PresignKit.Explaining;

/// <summary>Limits that keep the effort for any input small. Real refusals stay far below them.</summary>
internal static class Limits
{
    /// <summary>The longest URL and the longest answer that are read, in characters.</summary>
    public const int MostCharacters = 65_536;

    /// <summary>The deepest nesting of an error document's elements.</summary>
    public const int DeepestXml = 32;

    /// <summary>The most signed headers with which signatures are recomputed.</summary>
    public const int MostSignedHeaders = 100;

    /// <summary>The most lines that a comparison shows for the query, and for the headers.</summary>
    public const int MostLines = 200;

    /// <summary>The most findings that an explanation lists.</summary>
    public const int MostFindings = 50;
}
