namespace PresignKit;

/// <summary>Something that a sweep has kept.</summary>
/// <param name="Kind">What it is, as far as its key tells.</param>
/// <param name="Key">Its key, as the store lists it.</param>
/// <param name="Size">Its size in bytes; for an open upload, 0.</param>
/// <param name="StoredAt">When it was stored or created, by the store's clock.</param>
/// <param name="Reason">Why it was kept: one of <see cref="SweepReasons"/>.</param>
/// <param name="Detail">More about the reason, without secrets; null: the reason says it all.</param>
public sealed record KeptItem(SweptKind Kind, string Key, long Size, DateTimeOffset StoredAt, string Reason, string? Detail = null);
