namespace PresignKit;

/// <summary>What a sweep did with one kind of what it found.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Removed">How many were deleted or aborted; in a dry run, how many would be.</param>
/// <param name="RemovedBytes">Their size in bytes; of open uploads, that of their parts.</param>
/// <param name="Kept">How many were kept.</param>
/// <param name="KeptBytes">Their size in bytes; open uploads that are kept are not measured.</param>
public sealed record SweepCount(SweptKind Kind, long Removed, long RemovedBytes, long Kept, long KeptBytes);
