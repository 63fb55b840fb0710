namespace PresignKit.Benchmarks.Scaling;

/// <summary>What one URL of a batch takes, in nanoseconds of wall-clock time.</summary>
/// <param name="BatchSize">How many URLs are signed at once.</param>
/// <param name="Utf8">As bytes, on one thread.</param>
/// <param name="Utf8OnTwoThreads">As bytes, while two threads sign batches of this size each.</param>
/// <param name="Strings">As strings, on one thread.</param>
/// <param name="StringsOnTwoThreads">As strings, on two threads.</param>
internal sealed record ScalingPoint(int BatchSize, double Utf8, double Utf8OnTwoThreads, double Strings, double StringsOnTwoThreads);
