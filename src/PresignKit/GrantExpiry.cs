namespace PresignKit;

/// <summary>When grants that were issued together end.</summary>
/// <param name="ExpiresAt">When the store stops honouring them. A request that began earlier may finish later.</param>
/// <param name="LimitedBy">What set it.</param>
public readonly record struct GrantExpiry(DateTimeOffset ExpiresAt, ExpiryLimit LimitedBy);
