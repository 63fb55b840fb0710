namespace PresignKit.Providers;

/// <summary>How far a probe has come.</summary>
/// <param name="Done">How many groups of attempts are behind it.</param>
/// <param name="Total">How many there are; <paramref name="Done"/> equals it while the probe removes what it wrote.</param>
/// <param name="Doing">What it does now, in a few words.</param>
public readonly record struct ProbeProgress(int Done, int Total, string Doing)
{
    /// <summary>
    /// What all keys of this probe have in them, and no others: <c>presignkit-probe/</c>, 128 random bits, <c>/</c>. Whoever shows it
    /// makes what a killed process left behind easy to find.
    /// </summary>
    /// <value>Null: the store's provider does not say.</value>
    public string? Folder { get; init; }
}
