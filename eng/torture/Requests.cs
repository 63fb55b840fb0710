using Amazon.S3;
using Amazon.S3.Model;

namespace PresignKit.Torture;

/// <summary>The requests of the torture, and whether an exception is an answer of the store or the loss of one.</summary>
internal sealed class Requests(IAmazonS3 client, Report report)
{
    /// <summary>The exception is an answer, such as 404, not a broken connection.</summary>
    public static bool IsAnswer(Exception exception, params string[] codes) =>
        exception is AmazonS3Exception { StatusCode: not 0 } answer && codes.Contains(answer.ErrorCode, StringComparer.Ordinal);

    /// <summary>The answer was lost: the connection broke, or the request was canceled.</summary>
    public static bool IsLost(Exception exception) => exception switch
    {
        AmazonS3Exception { StatusCode: not 0 } answer => (int)answer.StatusCode is 503,
        HttpRequestException or IOException or OperationCanceledException or Amazon.Runtime.AmazonClientException => true,
        _ => false,
    };

    public async Task PutAsync(
        string key, byte[] bytes, string? ifNoneMatch = null, string bucket = StoreProcess.Bucket, CancellationToken cancellationToken = default)
    {
        report.Count("operations");
        report.Count("put");
        await client.PutObjectAsync(
            new PutObjectRequest { BucketName = bucket, Key = key, InputStream = new MemoryStream(bytes), IfNoneMatch = ifNoneMatch }, cancellationToken);
    }

    /// <summary>The state of the key: the digest of all bytes, or absent.</summary>
    public async Task<string> StateAsync(string key, string bucket = StoreProcess.Bucket)
    {
        report.Count("operations");
        report.Count("get");
        try
        {
            return Model.Digest(await BytesAsync(new GetObjectRequest { BucketName = bucket, Key = key }));
        }
        catch (AmazonS3Exception exception) when (IsAnswer(exception, "NoSuchKey", "NoSuchBucket"))
        {
            return Model.Absent;
        }
    }

    public async Task<byte[]> RangeAsync(string key, long first, long last)
    {
        report.Count("operations");
        report.Count("range");
        return await BytesAsync(new GetObjectRequest { BucketName = StoreProcess.Bucket, Key = key, ByteRange = new ByteRange(first, last) });
    }

    public async Task DeleteAsync(string key)
    {
        report.Count("operations");
        report.Count("delete");
        await client.DeleteObjectAsync(StoreProcess.Bucket, key);
    }

    public async Task CopyAsync(string source, string target)
    {
        report.Count("operations");
        report.Count("copy");
        await client.CopyObjectAsync(new CopyObjectRequest
        {
            SourceBucket = StoreProcess.Bucket, SourceKey = source, DestinationBucket = StoreProcess.Bucket, DestinationKey = target,
            MetadataDirective = source == target ? S3MetadataDirective.REPLACE : S3MetadataDirective.COPY,
        });
    }

    public async Task<string> CreateUploadAsync(string key)
    {
        report.Count("operations");
        report.Count("create upload");
        return (await client.InitiateMultipartUploadAsync(StoreProcess.Bucket, key)).UploadId;
    }

    public async Task<PartETag> PartAsync(string key, string uploadId, int number, byte[] bytes, CancellationToken cancellationToken = default)
    {
        report.Count("operations");
        report.Count("part");
        var answer = await client.UploadPartAsync(
            new UploadPartRequest
            {
                BucketName = StoreProcess.Bucket, Key = key, UploadId = uploadId, PartNumber = number,
                InputStream = new MemoryStream(bytes), PartSize = bytes.Length,
            },
            cancellationToken);
        return new PartETag(number, answer.ETag);
    }

    public async Task CompleteAsync(string key, string uploadId, IEnumerable<PartETag> parts)
    {
        report.Count("operations");
        report.Count("complete");
        await client.CompleteMultipartUploadAsync(
            new CompleteMultipartUploadRequest { BucketName = StoreProcess.Bucket, Key = key, UploadId = uploadId, PartETags = [.. parts] });
    }

    public async Task AbortAsync(string key, string uploadId)
    {
        report.Count("operations");
        report.Count("abort");
        await client.AbortMultipartUploadAsync(StoreProcess.Bucket, key, uploadId);
    }

    public async Task<IReadOnlyList<string>> ListAsync(string prefix, int page)
    {
        var keys = new List<string>();
        ListObjectsV2Response answer;
        string? token = null;
        do
        {
            report.Count("operations");
            report.Count("list");
            answer = await client.ListObjectsV2Async(
                new ListObjectsV2Request { BucketName = StoreProcess.Bucket, Prefix = prefix, MaxKeys = page, ContinuationToken = token });
            keys.AddRange((answer.S3Objects ?? []).Select(value => value.Key));
            token = answer.NextContinuationToken;
        }
        while (answer.IsTruncated == true);

        return keys;
    }

    private async Task<byte[]> BytesAsync(GetObjectRequest request)
    {
        using var answer = await client.GetObjectAsync(request);
        using var bytes = new MemoryStream();
        await answer.ResponseStream.CopyToAsync(bytes);
        return bytes.ToArray();
    }
}
