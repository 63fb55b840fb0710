namespace PresignKit.Benchmarks.Browser.Browsers;

/// <summary>One upload, as its page has seen it.</summary>
/// <param name="Seconds">From the call to the end.</param>
/// <param name="Sent">Until all parts were at the store, before completion; null if the client does not say.</param>
/// <param name="Lanes">The most parts at once.</param>
internal sealed record ClientRun(double Seconds, double? Sent, int Lanes, int Retries);
