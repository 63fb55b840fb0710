namespace PresignKit.LocalS3;

/// <summary>A request that a fault may happen to.</summary>
public sealed class LocalS3FaultRequest
{
    internal LocalS3FaultRequest(LocalS3Operation operation, string? bucket, string? key, int? partNumber, string? uploadId)
    {
        Operation = operation;
        Bucket = bucket;
        Key = key;
        PartNumber = partNumber;
        UploadId = uploadId;
    }

    /// <summary>The operation.</summary>
    public LocalS3Operation Operation { get; }

    /// <summary>The bucket, or null for ListBuckets.</summary>
    public string? Bucket { get; }

    /// <summary>The object key, or null if the request is not for an object.</summary>
    public string? Key { get; }

    /// <summary>The number of the part, or null.</summary>
    public int? PartNumber { get; }

    /// <summary>The multipart upload, or null.</summary>
    public string? UploadId { get; }
}
