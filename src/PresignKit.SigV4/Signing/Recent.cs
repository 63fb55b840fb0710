namespace PresignKit.SigV4.Signing;

/// <summary>
/// What is kept of the seconds signed for last, newest first, in arrays that never change: who adds to one makes another. Usually all sign for now and one second would do. But a
/// stable window signs for its start, again and again, between requests signed for now, and in turn each would throw out what the other has just made.
/// </summary>
internal static class Recent
{
    /// <summary>How many seconds are kept: now, and the starts of a few windows.</summary>
    internal const int Limit = 4;

    internal static T[] With<T>(T[] kept, T newest) => [newest, .. kept.AsSpan(0, Math.Min(kept.Length, Limit - 1))];
}
