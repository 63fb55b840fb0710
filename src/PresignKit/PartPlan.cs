namespace PresignKit;

/// <summary>How a file is cut into parts: all have the same size, but the last, which has what is left.</summary>
/// <remarks>
/// Amazon S3 User Guide, "Amazon S3 multipart upload limits": 1 to 10,000 parts of 5 MiB to 5 GiB; the last part may be smaller. Cloudflare R2
/// requires that all parts but the last have the same size.
/// </remarks>
public sealed record PartPlan
{
    /// <summary>The most parts that an upload can have.</summary>
    public const int MaximumCount = 10_000;

    /// <summary>The smallest size of a part that is not the last, in bytes: 5 MiB.</summary>
    public const long MinimumPartSize = 5L * 1024 * 1024;

    /// <summary>The largest size of a part in bytes: 5 GiB.</summary>
    public const long MaximumPartSize = 5L * 1024 * 1024 * 1024;

    /// <summary>The largest file in bytes: 10,000 parts of 5 GiB, which is 48.8 TiB.</summary>
    public const long MaximumSize = MaximumCount * MaximumPartSize;

    /// <summary>Initializes the plan.</summary>
    /// <param name="size">The size of the file in bytes: 0 to <see cref="MaximumSize"/>. An empty file is one empty part.</param>
    /// <param name="partSize">The size of each part but the last: <see cref="MinimumPartSize"/> to <see cref="MaximumPartSize"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is out of range, or there would be more than <see cref="MaximumCount"/> parts.</exception>
    public PartPlan(long size, long partSize)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, MaximumSize);
        ArgumentOutOfRangeException.ThrowIfLessThan(partSize, MinimumPartSize);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(partSize, MaximumPartSize);
        var count = Math.Max(1, ((size - 1) / partSize) + 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, MaximumCount, nameof(partSize));
        (Size, PartSize, PartCount) = (size, partSize, (int)count);
    }

    /// <summary>The size of the file in bytes.</summary>
    public long Size { get; }

    /// <summary>The size of each part but the last, in bytes.</summary>
    public long PartSize { get; }

    /// <summary>The number of parts.</summary>
    public int PartCount { get; }

    /// <summary>Makes a plan with a part size as preferred, or larger, if there would be more than <see cref="MaximumCount"/> parts.</summary>
    /// <param name="size">The size of the file in bytes: 0 to <see cref="MaximumSize"/>.</param>
    /// <param name="preferredPartSize">The preferred size of a part: <see cref="MinimumPartSize"/> to <see cref="MaximumPartSize"/>.</param>
    /// <returns>The plan. A part size that was raised is a whole number of MiB.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A size is out of range.</exception>
    public static PartPlan Create(long size, long preferredPartSize)
    {
        const long Mebibyte = 1024 * 1024;
        var least = ((size - 1) / MaximumCount) + 1;
        return new(size, least <= preferredPartSize ? preferredPartSize : ((least + Mebibyte - 1) / Mebibyte) * Mebibyte);
    }

    /// <summary>Whether the plan has a part of this number.</summary>
    /// <param name="number">The number of a part; the first is 1.</param>
    /// <returns>True from 1 to <see cref="PartCount"/>.</returns>
    public bool Contains(int number) => number >= 1 && number <= PartCount;

    /// <summary>Where a part begins in the file.</summary>
    /// <param name="number">The number of the part, from 1.</param>
    /// <returns>The offset in bytes.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The plan has no such part.</exception>
    public long OffsetOf(int number)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(number, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(number, PartCount);
        return (number - 1) * PartSize;
    }

    /// <summary>The exact size of a part.</summary>
    /// <param name="number">The number of the part, from 1.</param>
    /// <returns>The size in bytes.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The plan has no such part.</exception>
    public long SizeOf(int number) => Math.Min(PartSize, Size - OffsetOf(number));
}
