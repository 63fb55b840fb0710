namespace PresignKit;

/// <summary>How far a sweep is.</summary>
/// <param name="StoreName">The store.</param>
/// <param name="Examined">How many objects and open uploads it has dealt with.</param>
/// <param name="Removed">How many of them were deleted or aborted, or would be.</param>
/// <param name="Kept">How many were kept.</param>
public readonly record struct SweepProgress(string StoreName, long Examined, long Removed, long Kept);
