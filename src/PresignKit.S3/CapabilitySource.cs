namespace PresignKit.S3;

/// <summary>The source of a Yes or a No in a ready-made profile; see <see cref="S3Profiles.SourcesOf"/>. Immutable.</summary>
public sealed record CapabilitySource
{
    private CapabilitySource(CapabilitySourceKind kind, string text, Uri? link) => (Kind, Text, Link) = (kind, text, link);

    /// <summary>Whether it was measured, is only documented, or was read in the store's source code.</summary>
    public CapabilitySourceKind Kind { get; }

    /// <summary>
    /// Measured: the tests of <c>tests/PresignKit.Conformance</c> that measured it, as <c>Class.Method</c>, separated by commas.
    /// Documented: what the documentation says. Source code: the file and the function, and what it does.
    /// </summary>
    public string Text { get; }

    /// <summary>The documentation page, or the source file.</summary>
    /// <value>Null: it was measured.</value>
    public Uri? Link { get; }

    internal static CapabilitySource Measured(params string[] tests) => new(CapabilitySourceKind.Measured, string.Join(", ", tests), link: null);

    internal static CapabilitySource Documented(string text, string link) => new(CapabilitySourceKind.Documented, text, new(link));

    internal static CapabilitySource Read(string text, string link) => new(CapabilitySourceKind.SourceCode, text, new(link));
}
