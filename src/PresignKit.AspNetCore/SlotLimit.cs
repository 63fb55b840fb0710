namespace PresignKit.AspNetCore;

/// <summary>
/// How many slots one user may open: <paramref name="Slots"/> at once, and the same number again, evenly distributed, in each
/// <paramref name="Window"/>.
/// </summary>
/// <param name="Slots">The number of slots; at least 1.</param>
/// <param name="Window">The time after which a used-up limit is whole again; at least 1 second.</param>
public readonly record struct SlotLimit(int Slots, TimeSpan Window);
