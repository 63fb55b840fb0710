using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using PresignKit.Cli.Errors;
using PresignKit.S3.Objects;
using PresignKit.S3.Settings;

namespace PresignKit.Cli.Probing;

/// <summary>A bucket that is created for a probe.</summary>
/// <remarks>Amazon S3 API Reference, "CreateBucket" and "DeleteBucket", which removes empty buckets only.</remarks>
internal sealed class TemporaryBucket(S3StoreSettings settings, string awsCliOptions)
{
    /// <summary>Limits the wait for a store that does not answer.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(1);

    /// <summary>Cannot be canceled halfway: otherwise a bucket could be created, but not removed.</summary>
    public async Task CreateAsync()
    {
        using var client = Client();
        using var timeout = new CancellationTokenSource(Timeout);
        try
        {
            // Amazon requires the bucket's region in the request, except for us-east-1; other stores require none.
            var region = settings.ServiceUrl is null && settings.Region != "us-east-1" ? settings.Region : null;
            await client.PutBucketAsync(
                new PutBucketRequest
                {
                    BucketName = settings.Bucket,
                    UseClientRegion = false,
                    BucketRegionName = region,
                }, timeout.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (Describe(exception) is { } why)
        {
            throw new CommandException(
                ExitCodes.Store,
                CommandCodes.BucketNotCreated,
                $"Bucket '{settings.Bucket}' could not be created ({why}). Allow s3:CreateBucket, or run: "
                    + $"aws s3 mb s3://{settings.Bucket}{awsCliOptions}",
                exception);
        }
    }

    /// <summary>Takes no cancellation token, because it must also run after an interruption.</summary>
    public async Task RemoveAsync()
    {
        using var client = Client();
        using var timeout = new CancellationTokenSource(Timeout);
        try
        {
            await client.DeleteBucketAsync(new DeleteBucketRequest { BucketName = settings.Bucket }, timeout.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (Describe(exception) is { } why)
        {
            throw new CommandException(
                ExitCodes.Finding,
                CommandCodes.BucketLeftBehind,
                $"Bucket '{settings.Bucket}', which was created for the probe, could not be removed ({why}). Run: "
                    + $"aws s3 rb s3://{settings.Bucket}{awsCliOptions}",
                exception);
        }
    }

    private AmazonS3Client Client() => settings.Credentials is { } keys
        ? new(keys, S3ClientFactory.Configure(settings))
        : new(S3ClientFactory.Configure(settings));

    // The SDK's messages quote the store's answer; the code is enough.
    private static string? Describe(Exception exception) => exception switch
    {
        AmazonS3Exception { ErrorCode.Length: > 0 } refused => $"{(int)refused.StatusCode} {refused.ErrorCode}",
        AmazonServiceException refused => $"{(int)refused.StatusCode}",
        AmazonClientException or HttpRequestException or IOException or OperationCanceledException => "no answer",
        _ => null,
    };
}
