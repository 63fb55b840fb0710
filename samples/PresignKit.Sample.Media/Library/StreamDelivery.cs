namespace PresignKit.Sample.Media.Library;

/// <summary>Where players get segments.</summary>
/// <param name="StoreName">The store of a CDN; null: the bucket itself.</param>
internal sealed record StreamDelivery(string? StoreName);
