namespace PresignKit.S3.Objects;

/// <summary>The limits of a single copy request.</summary>
/// <param name="LargestRequest">The largest object that is copied in one request; larger ones are copied in parts.</param>
/// <param name="PartSize">The size of a part. It is larger if the object would have too many parts.</param>
internal sealed record CopyLimits(long LargestRequest, long PartSize)
{
    /// <summary>"Amazon S3 multipart upload limits": at most 10,000 parts, all but the last of at least 5 MiB.</summary>
    private const int MaximumParts = 10_000;

    private const long MiB = 1024 * 1024;

    /// <summary>
    /// "CopyObject": "objects up to 5 GB in size in a single atomic action", which is 5 GiB. Parts of 512 MiB are copied within the
    /// client's time limit.
    /// </summary>
    public static CopyLimits Default { get; } = new(5 * 1024 * MiB, 512 * MiB);

    /// <summary>The parts of an object: their numbers, from 1, and the first and last byte of each.</summary>
    public IEnumerable<(int Number, long First, long Last)> Parts(long size)
    {
        var partSize = Math.Max(PartSize, (size + MaximumParts - 1) / MaximumParts);
        var number = 1;
        for (var first = 0L; first < size; first += partSize)
        {
            yield return (number++, first, Math.Min(first + partSize, size) - 1);
        }
    }
}
