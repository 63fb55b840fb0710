namespace PresignKit.Client.Sending;

/// <summary>How a file is cut into parts: all have the same size, but the last. An empty file is one empty part.</summary>
internal sealed class PartPlan
{
    public const int MaximumCount = 10_000;

    public PartPlan(long size, long partSize)
    {
        (Size, PartSize, Count) = (size, partSize, (int)Math.Max(1, ((size - 1) / partSize) + 1));
    }

    public long Size { get; }

    public long PartSize { get; }

    public int Count { get; }

    public long OffsetOf(int number) => (number - 1) * PartSize;

    public long SizeOf(int number) => Math.Min(PartSize, Size - OffsetOf(number));

    public bool Contains(int number) => number >= 1 && number <= Count;
}
