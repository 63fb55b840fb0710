namespace PresignKit;

/// <summary>The signed requests of some parts.</summary>
/// <param name="Parts">One for each part that was asked for, in the same order.</param>
/// <param name="ExpiresAt">When all of them expire.</param>
/// <param name="LimitedBy">What determined <paramref name="ExpiresAt"/>.</param>
public sealed record SignedParts(IReadOnlyList<SignedPart> Parts, DateTimeOffset ExpiresAt, ExpiryLimit LimitedBy);
