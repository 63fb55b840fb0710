namespace PresignKit.Providers;

/// <summary>How far a probe has progressed.</summary>
/// <param name="Done">How many groups of attempts are finished.</param>
/// <param name="Total">How many groups there are; <paramref name="Done"/> equals it while the probe removes what it wrote.</param>
/// <param name="Doing">What the probe is doing now, in a few words.</param>
public readonly record struct ProbeProgress(int Done, int Total, string Doing)
{
    /// <summary>
    /// The folder that contains every object of this probe and nothing else: <c>presignkit-probe/</c>, 128 random bits, <c>/</c>. Display
    /// it, so that what a killed process leaves behind is easy to find.
    /// </summary>
    /// <value>Null: the store's provider does not report it.</value>
    public string? Folder { get; init; }
}
