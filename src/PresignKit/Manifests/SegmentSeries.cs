namespace PresignKit.Manifests;

/// <summary>Segments of the same duration, one after another.</summary>
/// <param name="Time">When the first one starts, in the units of the time scale.</param>
/// <param name="HasTime">Whether the MPD says so; otherwise it starts where the last series ends.</param>
/// <param name="Duration">The duration of each, in the units of the time scale.</param>
/// <param name="Count">How many there are.</param>
internal readonly record struct SegmentSeries(long Time, bool HasTime, long Duration, int Count);
