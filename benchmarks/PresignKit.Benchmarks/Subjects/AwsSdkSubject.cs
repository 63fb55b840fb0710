using Amazon;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;

namespace PresignKit.Benchmarks.Subjects;

/// <summary>AWSSDK.S3 as documented: one client, static credentials, path style, https.</summary>
internal sealed class AwsSdkSubject : IDisposable
{
    private readonly TimeProvider _clock = TimeProvider.System;

    private readonly AmazonS3Client _client = new(
        new BasicAWSCredentials(Workload.AccessKeyId, Workload.SecretAccessKey),
        new AmazonS3Config
        {
            RegionEndpoint = RegionEndpoint.GetBySystemName(Workload.Region),
            ForcePathStyle = true,
        });

    public string GetUrl(string key) => _client.GetPreSignedURL(new GetPreSignedUrlRequest
    {
        BucketName = Workload.Bucket,
        Key = key,
        Verb = HttpVerb.GET,
        Expires = ExpiresAt(),
    });

    /// <summary>The URL of a download that is saved, not shown.</summary>
    public string GetAttachmentUrl(string key) => _client.GetPreSignedURL(new GetPreSignedUrlRequest
    {
        BucketName = Workload.Bucket,
        Key = key,
        Verb = HttpVerb.GET,
        Expires = ExpiresAt(),
        ResponseHeaderOverrides = new() { ContentDisposition = "attachment" },
    });

    public string PutUrl(string key) => _client.GetPreSignedURL(new GetPreSignedUrlRequest
    {
        BucketName = Workload.Bucket,
        Key = key,
        Verb = HttpVerb.PUT,
        ContentType = Workload.ContentType,
        Expires = ExpiresAt(),
    });

    /// <summary>Signs one part, with its length as a header.</summary>
    public string PartUrl(int number, long size)
    {
        var request = new GetPreSignedUrlRequest
        {
            BucketName = Workload.Bucket,
            Key = Workload.Key(0),
            Verb = HttpVerb.PUT,
            UploadId = Workload.UploadId,
            PartNumber = number,
            Expires = ExpiresAt(),
        };
        request.Headers.ContentLength = size;
        return _client.GetPreSignedURL(request);
    }

    public CreatePresignedPostResponse Post(string key) => _client.CreatePresignedPost(new CreatePresignedPostRequest
    {
        BucketName = Workload.Bucket,
        Key = key,
        Expires = ExpiresAt(),
        Fields = new() { ["Content-Type"] = Workload.ContentType },
        Conditions =
        [
            S3PostCondition.ExactMatch("Content-Type", Workload.ContentType),
            S3PostCondition.ContentLengthRange(1, Workload.MaximumSize),
        ],
    });

    public void Dispose() => _client.Dispose();

    private DateTime ExpiresAt() => _clock.GetUtcNow().UtcDateTime + Workload.Expiry;
}
