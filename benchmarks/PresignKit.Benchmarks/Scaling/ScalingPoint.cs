namespace PresignKit.Benchmarks.Scaling;

/// <summary>The wall-clock time in nanoseconds for one URL of a batch.</summary>
/// <param name="BatchSize">The number of URLs that are signed at once.</param>
/// <param name="Utf8">As bytes, on one thread.</param>
/// <param name="Utf8OnTwoThreads">As bytes, while two threads sign batches of this size each.</param>
/// <param name="Strings">As strings, on one thread.</param>
/// <param name="StringsOnTwoThreads">As strings, on two threads.</param>
internal sealed record ScalingPoint(int BatchSize, double Utf8, double Utf8OnTwoThreads, double Strings, double StringsOnTwoThreads);
