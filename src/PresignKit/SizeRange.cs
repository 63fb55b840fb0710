namespace PresignKit;

/// <summary>The sizes that an upload may have whose exact size nobody knows yet.</summary>
/// <param name="Minimum">The smallest size in bytes.</param>
/// <param name="Maximum">The largest size in bytes.</param>
public readonly record struct SizeRange(long Minimum, long Maximum)
{
    /// <summary>Whether a size is within the range.</summary>
    /// <param name="size">The size in bytes.</param>
    /// <returns>True if the size is at least <see cref="Minimum"/> and at most <see cref="Maximum"/>.</returns>
    public bool Contains(long size) => size >= Minimum && size <= Maximum;
}
