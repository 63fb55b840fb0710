namespace PresignKit.SigV4.Signing;

/// <summary>
/// Keeps what was made for the most recent seconds of signing, newest first, in immutable arrays. Usually, every request is signed for
/// the current second, and one entry would be enough. But requests with a stable window are signed for the start of the window,
/// interleaved with requests for the current second, and each would evict what the other has just made.
/// </summary>
internal static class SecondCache
{
    /// <summary>How many seconds are kept: the current one, and the starts of a few windows.</summary>
    internal const int Limit = 4;

    internal static T[] With<T>(T[] kept, T newest) => [newest, .. kept.AsSpan(0, Math.Min(kept.Length, Limit - 1))];
}
