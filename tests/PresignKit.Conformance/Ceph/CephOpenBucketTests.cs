using System.Net.Http.Json;
using System.Text.Json;
using Amazon.S3;
using Amazon.S3.Model;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PresignKit.AspNetCore;
using PresignKit.Conformance.Races;

namespace PresignKit.Conformance.Ceph;

/// <summary>An application whose bucket somebody opens to everybody: it issues no slots for it until the bucket is closed again.</summary>
public abstract class CephOpenBucketTests(CephStores ceph)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly CephStore _store = ceph.Path;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("s3:GetObject")]
    [InlineData("s3:PutObject")]
    public async Task OpenSlot_BucketOpenedAtRunTime_IsRefusedFromTheNextCheckUntilOneFindsItClosed(string action)
    {
        using var owner = _store.CreateClient();
        var bucket = await CreateBucketAsync(owner);
        await using var application = Build(bucket);
        await application.StartAsync(Cancellation);
        var setup = application.Services.GetRequiredService<IStoreSetup>();
        Assert.Equal((201, null), await OpenAsync(application, bucket));

        await OpenToEverybodyAsync(owner, bucket, action);
        var found = Assert.Single(await setup.CheckAsync(Cancellation), finding => finding.Code == FindingCodes.BucketPublic);
        Assert.Equal(FindingSeverity.Error, found.Severity);
        Assert.Equal((503, ErrorCodes.StoreNotReady), await OpenAsync(application, bucket));

        await owner.DeleteBucketPolicyAsync(bucket, Cancellation);
        Assert.Equal((503, ErrorCodes.StoreNotReady), await OpenAsync(application, bucket));
        Assert.DoesNotContain(await setup.CheckAsync(Cancellation), finding => finding.Code == FindingCodes.BucketPublic);
        Assert.Equal((201, null), await OpenAsync(application, bucket));
    }

    /// <summary>The check at start finds it, and looks again by itself.</summary>
    [Fact]
    public async Task OpenSlot_BucketOpenAtStart_IsRefusedUntilItIsClosed()
    {
        using var owner = _store.CreateClient();
        var bucket = await CreateBucketAsync(owner);
        await OpenToEverybodyAsync(owner, bucket, "s3:GetObject");
        await using var application = Build(bucket);
        await application.StartAsync(Cancellation);
        await WaitForAsync((503, ErrorCodes.StoreNotReady), application, bucket);

        await owner.DeleteBucketPolicyAsync(bucket, Cancellation);

        await WaitForAsync((201, null), application, bucket);
    }

    private static async Task<string> CreateBucketAsync(AmazonS3Client owner)
    {
        var bucket = $"opened-{Guid.NewGuid():N}";
        await owner.PutBucketAsync(bucket, Cancellation);
        await owner.PutObjectAsync(new PutObjectRequest { BucketName = bucket, Key = "an-object", ContentBody = "secret" }, Cancellation);
        return bucket;
    }

    private static async Task OpenToEverybodyAsync(AmazonS3Client owner, string bucket, string action) => await owner.PutBucketPolicyAsync(
        bucket,
        $$"""
        { "Version": "2012-10-17",
          "Statement": [ { "Effect": "Allow", "Principal": "*", "Action": "{{action}}", "Resource": "arn:aws:s3:::{{bucket}}/*" } ] }
        """,
        Cancellation);

    /// <summary>Opens a slot over HTTP. Returns the status, and the code of the problem; what is wrong with the bucket is not a client's business.</summary>
    private static async Task<(int Status, string? Code)> OpenAsync(WebApplication application, string bucket)
    {
        using var client = new HttpClient();
        using var response = await client.PostAsJsonAsync(
            $"{application.Urls.First()}/files/slots", new { policy = "video", fileName = "video.mp4", contentType = "video/mp4", size = 5 }, Cancellation);
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        if (response.IsSuccessStatusCode)
        {
            return ((int)response.StatusCode, null);
        }

        Assert.DoesNotContain(bucket, answer.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("everybody", answer.ToString(), StringComparison.Ordinal);
        return ((int)response.StatusCode, answer.GetProperty("code").GetString());
    }

    private static async Task WaitForAsync((int Status, string? Code) expected, WebApplication application, string bucket)
    {
        var clock = TimeProvider.System;
        var started = clock.GetTimestamp();
        while (true)
        {
            var found = await OpenAsync(application, bucket);
            if (found == expected)
            {
                return;
            }

            Assert.True(clock.GetElapsedTime(started) < Patience, $"Slots are still answered with {found}.");
            await Task.Delay(TimeSpan.FromMilliseconds(200), Cancellation);
        }
    }

    private WebApplication Build(string bucket)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddAuthorization();
        builder.Services.AddPresignKit()
            .AddS3("media", options =>
            {
                var path = _store.Options();
                (options.Endpoint, options.Region, options.Bucket, options.Profile) = (path.Endpoint, "us-east-1", bucket, path.Profile);
                (options.AccessKeyId, options.SecretAccessKey) = (path.AccessKeyId, path.SecretAccessKey);
            })
            .AddUploadPolicy("video", policy =>
            {
                policy.AllowedContentTypes.Add("video/mp4");
                (policy.MaximumSize, policy.Key) = (1000, "incoming/{id}{ext}");
            })
            .AddEndpoints<RaceApplication>();
        var app = builder.Build();
        app.MapPresignKit("/files").AllowAnonymous();
        return app;
    }
}

public sealed class CephMachineOpenBucket(CephStores ceph) : CephOpenBucketTests(ceph);

public sealed class Ceph18OpenBucket(Ceph18Stores ceph) : CephOpenBucketTests(ceph);

public sealed class Ceph20OpenBucket(Ceph20Stores ceph) : CephOpenBucketTests(ceph);
