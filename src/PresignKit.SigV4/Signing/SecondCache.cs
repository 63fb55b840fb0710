namespace PresignKit.SigV4.Signing;

/// <summary>
/// Keeps what was made for the seconds signed for last, newest first, in arrays that never change: adding to one makes another. Usually every request is signed
/// for the current second, and one would do. But requests of a stable window are signed for its start, between requests signed for the current second, and
/// each would evict what the other has just made.
/// </summary>
internal static class SecondCache
{
    /// <summary>How many seconds are kept: now, and the starts of a few windows.</summary>
    internal const int Limit = 4;

    internal static T[] With<T>(T[] kept, T newest) => [newest, .. kept.AsSpan(0, Math.Min(kept.Length, Limit - 1))];
}
