using System.Net;
using Amazon.Runtime;
using Amazon.S3;
using Microsoft.Extensions.Options;

namespace PresignKit.Sample.Media.Store;

/// <summary>
/// Before the application starts: makes sure that the bucket exists (creates it if the account may) and that its CORS rules allow the
/// pages. The bucket's other rules stay unchanged.
/// </summary>
internal sealed class BucketStartup(
    RemoteStoreSettings settings, IConfiguration configuration, IOptions<PresignKitOptions> options, IStoreSetup setup, ILogger<BucketStartup> logger)
    : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        using var client = BucketClient.Create(settings);
        try
        {
            await EnsureBucketAsync(client, cancellationToken);
            await EnsureCorsAsync(cancellationToken);
        }
        catch (Exception exception) when (
            !cancellationToken.IsCancellationRequested && BucketClient.Explain(exception, settings) is { } explained)
        {
            throw explained;
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // A listing, because the response to HEAD has no body that says whether access key, secret, or bucket is wrong.
    private async Task EnsureBucketAsync(AmazonS3Client client, CancellationToken cancellationToken)
    {
        try
        {
            await client.ListObjectsV2Async(new() { BucketName = settings.Bucket, MaxKeys = 1 }, cancellationToken);
            return;
        }
        catch (AmazonServiceException exception) when (exception.StatusCode == HttpStatusCode.NotFound)
        {
            // Created below.
        }

        try
        {
            await client.PutBucketAsync(settings.Bucket, cancellationToken);
        }
        catch (AmazonServiceException exception) when (exception.StatusCode != 0)
        {
            throw new StoreStartException(
                $"Bucket '{settings.Bucket}' does not exist, and this account may not create it ({exception.ErrorCode}). "
                + "Create it, or check --S3:Bucket.",
                exception);
        }
    }

    private async Task EnsureCorsAsync(CancellationToken cancellationToken)
    {
        // Behind a proxy, the pages are opened at another address than the application listens on; PageOrigins lists it.
        var origins = options.Value.PageOrigins.Count > 0 ? null : Origins();
        var outcome = await setup.EnsureCorsAsync(origins, cancellationToken);
        if (!outcome.IsSufficient)
        {
            var (message, command) = (outcome.Message, outcome.Command ?? outcome.Configuration);
            logger.LogWarning("Bucket '{Bucket}': {Message} {Command}", settings.Bucket, message, command);
        }
    }

    // The address that the pages are opened at; localhost and 127.0.0.1 are the same machine but two origins.
    private string[] Origins() => [.. (configuration["urls"] ?? MediaApp.DefaultAddress)
        .Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        .SelectMany(url => new[] { url.TrimEnd('/'), url.TrimEnd('/').Replace("127.0.0.1", "localhost", StringComparison.Ordinal) })
        .Distinct(StringComparer.OrdinalIgnoreCase)];
}
