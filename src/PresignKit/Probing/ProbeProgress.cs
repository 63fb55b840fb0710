namespace PresignKit.Probing;

/// <summary>How far a probe has come.</summary>
/// <param name="Done">How many groups of attempts are behind it.</param>
/// <param name="Total">How many there are; <paramref name="Done"/> equals it while the probe removes what it wrote.</param>
/// <param name="Doing">What it does now, in a few words.</param>
public readonly record struct ProbeProgress(int Done, int Total, string Doing);
