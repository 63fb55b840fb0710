namespace PresignKit.Providers;

/// <summary>What a store says of an object.</summary>
/// <param name="Size">Its size in bytes.</param>
/// <param name="ContentType">Its content type; null where the store has none.</param>
/// <param name="ETag">Its entity tag, as the store gives it, quotes included. It changes when the object does.</param>
/// <param name="LastModified">When it was stored, to the second.</param>
public sealed record ObjectProperties(long Size, string? ContentType, string ETag, DateTimeOffset LastModified);
