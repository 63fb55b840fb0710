using Amazon.S3.Model;
using Microsoft.Extensions.DependencyInjection;
using PresignKit.Conformance.Ceph;
using PresignKit.Providers;
using PresignKit.S3;

namespace PresignKit.Conformance.Probing;

/// <summary>Probe and check on a real server, in addition to the table: overstated profiles are detected, and nothing is left behind.</summary>
[Collection(CephProbeGroup.Name)]
public sealed class CephProbeTests(CephStores ceph)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Probe_AmazonProfile_IsOverstated()
    {
        await using var services = Application(o => o.Profile = S3Profiles.Aws);

        var report = await services.GetRequiredService<IStoreSetup>().ProbeAsync(cancellationToken: Cancellation);

        Assert.Equal(
            [
                nameof(StoreProfile.IsolatedPut), nameof(StoreProfile.IsolatedPart), nameof(StoreProfile.DownloadPartNumber),
                nameof(StoreProfile.FormHeaders),
                nameof(StoreProfile.ChecksumSha256), nameof(StoreProfile.PartChecksum), nameof(StoreProfile.FormChecksum),
                nameof(StoreProfile.ChecksumCrc32), nameof(StoreProfile.ChecksumCrc32C), nameof(StoreProfile.ChecksumCrc64Nvme),
                nameof(StoreProfile.ChecksumSha1), nameof(StoreProfile.ChecksumSha512), nameof(StoreProfile.ChecksumMd5),
                nameof(StoreProfile.ChecksumXxHash64), nameof(StoreProfile.ChecksumXxHash3), nameof(StoreProfile.ChecksumXxHash128),
                nameof(StoreProfile.ComputesCrc64Nvme), nameof(StoreProfile.ConditionalCopy), nameof(StoreProfile.ConditionalReplace),
                nameof(StoreProfile.StoreManagedEncryption),
                nameof(StoreProfile.KeyServiceEncryption), nameof(StoreProfile.ExpectedBucketOwner),
            ],
            report.Capabilities.Where(c => c.IsOverstated).Select(c => c.Name));
        Assert.All(report.Findings.SkipLast(1), f => Assert.Equal((FindingCodes.ProfileOverstated, FindingSeverity.Error), (f.Code, f.Severity)));

        // On Amazon, the ETags depend on the encryption of the bucket, so that its profile does not say.
        Assert.Equal(FindingCodes.ProfileUnderstated, report.Findings[^1].Code);
        Assert.Contains(nameof(StoreProfile.ETagIsMd5), report.Findings[^1].Message, StringComparison.Ordinal);
        var isolation = report.Findings[0].Message;
        Assert.Contains("it copied another object", isolation, StringComparison.Ordinal);
        Assert.Contains("on a part", report.Findings[1].Message, StringComparison.Ordinal);
        await AssertNothingLeftAsync(ceph.Path);
    }

    [Fact]
    public async Task Probe_Canceled_LeavesNothing()
    {
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var progress = new CancelAt(8, cancel);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ceph.UploadOnly.Setup.ProbeAsync(progress, cancel.Token));

        await AssertNothingLeftAsync(ceph.UploadOnly);
    }

    [Fact]
    public async Task Check_UploadOnlyAccount_FindsDeniedPrefixAndLeavesNothing()
    {
        var findings = await ceph.UploadOnly.Setup.CheckAsync(Cancellation);

        // The bucket policy allows only one of the store's two prefixes.
        var denied = Assert.Single(findings, f => f.Code.StartsWith("upload-", StringComparison.Ordinal));
        Assert.Equal(FindingCodes.UploadCredentialsDenied, denied.Code);
        Assert.Contains("'elsewhere/'", denied.Message, StringComparison.Ordinal);
        await AssertNothingLeftAsync(ceph.UploadOnly);
    }

    [Fact]
    public async Task Check_AccountThatReadsAndLists_FindsTooWide()
    {
        const string bucket = "probe-too-wide";
        using var owner = ceph.UploadOnly.CreateClient();
        await owner.PutBucketAsync(bucket, Cancellation);
        await owner.PutObjectAsync(new() { BucketName = bucket, Key = "another-user/object", ContentBody = "secret" }, Cancellation);
        await owner.PutBucketPolicyAsync(
            new()
            {
                BucketName = bucket,
                Policy = $$"""
                    {
                      "Version": "2012-10-17",
                      "Statement": [
                        { "Effect": "Allow", "Principal": { "AWS": ["arn:aws:iam:::user/other"] },
                          "Action": ["s3:PutObject", "s3:GetObject", "s3:ListBucket"],
                          "Resource": ["arn:aws:s3:::{{bucket}}", "arn:aws:s3:::{{bucket}}/*"] }
                      ]
                    }
                    """,
            },
            Cancellation);
        await using var services = Application(o =>
        {
            o.Bucket = bucket;
            o.UploadCredentials = ceph.UploadOnly.Options().UploadCredentials;
        });
        var setup = services.GetRequiredService<IStoreSetup>();

        var findings = await setup.CheckAsync(Cancellation);
        var report = await setup.ProbeAsync(cancellationToken: Cancellation);

        Assert.Equal(
            [(FindingCodes.UploadCredentialsTooWide, FindingSeverity.Error), (FindingCodes.UploadCredentialsTooWide, FindingSeverity.Warning)],
            findings.Where(f => f.Code.StartsWith("upload-", StringComparison.Ordinal)).Select(f => (f.Code, f.Severity)));
        var finding = Assert.Single(report.Findings);
        Assert.Contains(nameof(StoreProfile.ConfinesUploadCredentials), finding.Message, StringComparison.Ordinal);
        Assert.Contains($"the policy of bucket '{bucket}'", finding.Message, StringComparison.Ordinal);
    }

    private ServiceProvider Application(Action<S3StoreOptions> change) => new ServiceCollection()
        .AddPresignKit()
        .AddS3("media", options =>
        {
            var path = ceph.Path.Options();
            (options.Endpoint, options.Region, options.Bucket, options.Profile) = (path.Endpoint, "us-east-1", ceph.Path.Container, path.Profile);
            (options.AccessKeyId, options.SecretAccessKey) = (path.AccessKeyId, path.SecretAccessKey);
            change(options);
        })
        .Services.BuildServiceProvider();

    private static async Task AssertNothingLeftAsync(CephStore store)
    {
        using var owner = store.CreateClient();
        foreach (var prefix in new[] { "presignkit-", "conformance/presignkit-", "elsewhere/presignkit-" })
        {
            var listing = await owner.ListObjectsV2Async(new() { BucketName = store.Container, Prefix = prefix }, Cancellation);
            Assert.Empty(listing.S3Objects ?? []);
            var uploads = await owner.ListMultipartUploadsAsync(
                new ListMultipartUploadsRequest { BucketName = store.Container, Prefix = prefix },
                Cancellation);
            Assert.Empty(uploads.MultipartUploads ?? []);
        }
    }

    private sealed class CancelAt(int step, CancellationTokenSource source) : IProgress<ProbeProgress>
    {
        public void Report(ProbeProgress value)
        {
            if (value.Done == step)
            {
                source.Cancel();
            }
        }
    }
}
