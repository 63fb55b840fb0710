using System.Net;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;

namespace PresignKit.Sample.Media.Store;

/// <summary>
/// Before anything is served: the bucket is there, or is made where the account may, and its CORS rules let the pages in. Rules that a
/// bucket has are its owner's, and are never changed.
/// </summary>
internal sealed class BucketStartup(RemoteStoreSettings settings, IConfiguration configuration, ILogger<BucketStartup> logger) : IHostedLifecycleService
{
    private static readonly string[] Methods = ["GET", "HEAD", "PUT", "POST"];

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        using var client = BucketClient.Create(settings);
        try
        {
            await EnsureBucketAsync(client, cancellationToken);
            await EnsureCorsAsync(client, cancellationToken);
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

    // A listing, since an answer to HEAD has no body that would say which of key, secret and bucket is wrong.
    private async Task EnsureBucketAsync(AmazonS3Client client, CancellationToken cancellationToken)
    {
        try
        {
            await client.ListObjectsV2Async(new() { BucketName = settings.Bucket, MaxKeys = 1 }, cancellationToken);
            return;
        }
        catch (AmazonServiceException exception) when (exception.StatusCode == HttpStatusCode.NotFound)
        {
            // Made below.
        }

        try
        {
            await client.PutBucketAsync(settings.Bucket, cancellationToken);
        }
        catch (AmazonServiceException exception) when (exception.StatusCode != 0)
        {
            throw new StoreStartException(
                $"There is no bucket '{settings.Bucket}', and the store does not let this account create it ({exception.ErrorCode}): create it, or look at --S3:Bucket.", exception);
        }
    }

    private async Task EnsureCorsAsync(AmazonS3Client client, CancellationToken cancellationToken)
    {
        var origins = Origins();
        try
        {
            var rules = await RulesAsync(client, cancellationToken);
            if (rules.Count == 0)
            {
                await client.PutCORSConfigurationAsync(
                    new()
                    {
                        BucketName = settings.Bucket,
                        Configuration = new() { Rules = [new() { AllowedOrigins = origins, AllowedMethods = [.. Methods], AllowedHeaders = ["*"], ExposeHeaders = ["ETag"], MaxAgeSeconds = 600 }] },
                    },
                    cancellationToken);
            }
            else if (!origins.Exists(origin => rules.Exists(rule => Allows(rule, origin))))
            {
                Tell("has CORS rules that do not let these pages in", origins);
            }
        }
        catch (AmazonServiceException exception) when (exception.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.NotImplemented or HttpStatusCode.MethodNotAllowed)
        {
            // MinIO has one setting for the whole server; an account may not be allowed to look.
            Tell($"does not let this account look at its CORS rules ({exception.ErrorCode}), so they may be missing", origins);
        }
    }

    private async Task<List<CORSRule>> RulesAsync(AmazonS3Client client, CancellationToken cancellationToken)
    {
        try
        {
            return (await client.GetCORSConfigurationAsync(new GetCORSConfigurationRequest { BucketName = settings.Bucket }, cancellationToken)).Configuration?.Rules ?? [];
        }
        catch (AmazonServiceException exception) when (exception.StatusCode == HttpStatusCode.NotFound)
        {
            return [];
        }
    }

    private void Tell(string what, List<string> origins)
    {
        var (allowed, methods) = (string.Join(", ", origins), string.Join(", ", Methods));
        logger.LogWarning(
            "Bucket '{Bucket}' {What}. Browsers need: origins {Origins}; methods {Methods}; any request header; ETag exposed.",
            settings.Bucket, what, allowed, methods);
    }

    private static bool Allows(CORSRule rule, string origin) =>
        (rule.AllowedOrigins.Contains("*") || rule.AllowedOrigins.Contains(origin)) && Methods.All(method => rule.AllowedMethods.Contains(method));

    // The address that the pages are opened at; localhost and 127.0.0.1 are the same machine and two origins.
    private List<string> Origins() => [.. (configuration["urls"] ?? MediaApp.DefaultAddress)
        .Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        .SelectMany(url => new[] { url.TrimEnd('/'), url.TrimEnd('/').Replace("127.0.0.1", "localhost", StringComparison.Ordinal) })
        .Distinct(StringComparer.OrdinalIgnoreCase)];
}
