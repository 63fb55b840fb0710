namespace PresignKit.Sweeping;

/// <summary>What a key says about what is under it.</summary>
/// <param name="Kind">What it can be.</param>
/// <param name="Key">The key; null: see <paramref name="Reason"/>.</param>
/// <param name="SlotKey">The key of the slot that it came through; null: see <paramref name="Reason"/>.</param>
/// <param name="LongestLife">The longest time in which such a slot can be used.</param>
/// <param name="Reason">Why it must be kept; null: its key is no reason.</param>
internal sealed record SweepPlace(SweptKind Kind, ObjectKey? Key, ObjectKey? SlotKey, TimeSpan LongestLife, string? Reason)
{
    public static SweepPlace Odd(SweptKind kind, string reason) => new(kind, null, null, default, reason);
}
