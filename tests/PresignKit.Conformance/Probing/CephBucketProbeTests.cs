using Amazon.S3;
using Amazon.S3.Model;
using Microsoft.Extensions.DependencyInjection;
using PresignKit.Conformance.Ceph;
using PresignKit.S3;

namespace PresignKit.Conformance.Probing;

/// <summary>Buckets that are open to everybody, that keep versions, or that lock objects, as check and probe see them on one version of the gateway.</summary>
public abstract class CephBucketProbeTests(CephStore store)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("policy", "read, list, write and delete its objects")]
    [InlineData("policy-read", "read its objects")]
    [InlineData("policy-folder", "write its objects")]
    [InlineData("acl", "list, write and delete its objects")]
    [InlineData("object-acl", "read its objects")]
    public async Task Check_BucketOpenToEverybody_IsAnErrorAndLeavesNothing(string how, string expected)
    {
        await using var bucket = await BucketAsync(how);

        var findings = await Setup(bucket).CheckAsync(Cancellation);

        var finding = Assert.Single(findings, f => f.Code == FindingCodes.BucketPublic);
        Assert.Equal(FindingSeverity.Error, finding.Severity);
        Assert.Contains(expected, finding.Message, StringComparison.Ordinal);
        Assert.Equal(["an-object"], await bucket.EntriesAsync());
    }

    /// <summary>The condition is not met here, and whoever meets it was chosen.</summary>
    [Theory]
    [InlineData("private")]
    [InlineData("policy-network")]
    public async Task Check_BucketNotOpen_FindsNothing(string how)
    {
        await using var bucket = await BucketAsync(how);

        var setup = Setup(bucket);
        var findings = await setup.CheckAsync(Cancellation);
        var report = await setup.ProbeAsync(cancellationToken: Cancellation);

        Assert.DoesNotContain(findings.Concat(report.Findings), f => f.Code == FindingCodes.BucketPublic);
    }

    [Fact]
    public async Task Check_PublicReadsOnPurpose_AreInformation()
    {
        await using var bucket = await BucketAsync("policy-read");

        var findings = await Setup(bucket, o => o.AllowPublicReads = true).CheckAsync(Cancellation);

        Assert.Equal(FindingSeverity.Information, Assert.Single(findings, f => f.Code == FindingCodes.BucketPublic).Severity);
    }

    [Theory]
    [InlineData("policy")]
    [InlineData("acl")]
    public async Task Probe_BucketOpenToEverybody_IsAnErrorAndLeavesNothing(string how)
    {
        await using var bucket = await BucketAsync(how);

        var report = await Setup(bucket).ProbeAsync(cancellationToken: Cancellation);

        Assert.Equal(FindingSeverity.Error, Assert.Single(report.Findings, f => f.Code == FindingCodes.BucketPublic).Severity);
        Assert.Equal(
            [ProbeOutcome.NotEnforced, ProbeOutcome.NotEnforced],
            report.Checks.Where(c => c.Name is "Unsigned" or "PublicGrants").Select(c => c.Outcome));
        Assert.Equal(
            how == "lock" ? ProbeOutcome.Enforced : ProbeOutcome.NotTried,
            report.Capabilities.Single(c => c.Name == nameof(StoreProfile.ObjectRetention)).Outcome);
        Assert.Empty(report.LeftBehind);
        Assert.Equal(["an-object"], await bucket.EntriesAsync());
    }

    [Fact]
    public async Task EnsureBucketPolicy_PublicAllow_IsRefusedAndThePolicyStays()
    {
        await using var bucket = await BucketAsync("policy");
        var before = (await bucket.Client.GetBucketPolicyAsync(bucket.Name, Cancellation)).Policy;

        var outcome = await Setup(bucket).EnsureBucketPolicyAsync(Cancellation);

        Assert.Equal(SetupStatus.Unsafe, outcome.Status);
        Assert.DoesNotContain("s3:GetObject", outcome.Configuration, StringComparison.Ordinal);
        Assert.Equal(before, (await bucket.Client.GetBucketPolicyAsync(bucket.Name, Cancellation)).Policy);
    }

    /// <summary>In a bucket with versions, Ceph 16 and 18 ignore If-None-Match, and 20 accepts several requests at once.</summary>
    [Theory]
    [InlineData("versions")]
    [InlineData("lock")]
    public async Task Probe_BucketWithVersions_MeasuresCreateOnlyThereAndLeavesNoVersion(string how)
    {
        await using var bucket = await BucketAsync(how);

        var report = await Setup(bucket).ProbeAsync(cancellationToken: Cancellation);

        TestContext.Current.TestOutputHelper!.WriteLine(report.ToString());
        var createOnly = report.Capabilities.Single(c => c.Name == nameof(StoreProfile.CreateOnly)).Outcome;
        if (store.Release.CreateOnlyWhenVersioned == 200)
        {
            Assert.Equal(ProbeOutcome.NotEnforced, createOnly);
        }
        else
        {
            // Only PUTs at the same moment get through there, and whether eight do is chance. The next check tells in any case.
            Assert.Contains(createOnly, new[] { ProbeOutcome.Enforced, ProbeOutcome.NotEnforced });
        }

        var versions = report.Checks.Single(c => c.Name == "Unversioned");
        Assert.Equal(ProbeOutcome.NotEnforced, versions.Outcome);
        Assert.Contains($"second PUT with If-None-Match: {store.Release.CreateOnlyWhenVersioned}", versions.Evidence, StringComparison.Ordinal);
        var isObeyed = how == "lock" && store.Release.UnsignedHeader == 200;
        Assert.Equal(isObeyed ? ProbeOutcome.NotEnforced : ProbeOutcome.Enforced, report.Checks.Single(c => c.Name == "ObjectLock").Outcome);
        Assert.Empty(report.LeftBehind);
        Assert.Equal(["an-object"], await bucket.EntriesAsync());
    }

    /// <summary>Whoever holds a URL of the upload account could make the object undeletable, so that the account confines nothing in such a bucket.</summary>
    [Fact]
    public async Task Probe_UploadOnlyAccountAndObjectLock_ConfinesOnlyWhereUnsignedHeadersAreRefused()
    {
        await using var bucket = await BucketAsync("lock");
        await bucket.Client.PutBucketPolicyAsync(bucket.Name, UploadOnly(bucket.Name), Cancellation);

        var setup = Setup(bucket, o => o.UploadCredentials = new() { AccessKeyId = store.OtherAccessKey, SecretAccessKey = store.OtherSecret });
        var report = await setup.ProbeAsync(cancellationToken: Cancellation);

        var row = report.Capabilities.Single(c => c.Name == nameof(StoreProfile.ConfinesUploadCredentials));
        var isObeyed = store.Release.UnsignedHeader == 200;
        Assert.Equal(isObeyed ? ProbeOutcome.NotEnforced : ProbeOutcome.Enforced, row.Outcome);
        Assert.Equal(isObeyed, row.Evidence.Contains("x-amz-object-lock-mode: 200", StringComparison.Ordinal));
        Assert.Empty(report.LeftBehind);
        Assert.Equal(["an-object"], await bucket.EntriesAsync());
    }

    [Fact]
    public async Task Probe_DefaultRetention_IsRefusedAndNothingIsWritten()
    {
        await using var bucket = await BucketAsync("retention");

        var failure = await Assert.ThrowsAsync<StoreException>(() => Setup(bucket).ProbeAsync(cancellationToken: Cancellation));

        Assert.Contains("default retention", failure.Message, StringComparison.Ordinal);
        Assert.Empty(await bucket.EntriesAsync());
    }

    private async Task<Bucket> BucketAsync(string how)
    {
        var bucket = new Bucket($"probed-{Guid.NewGuid():N}", store.CreateClient());
        await bucket.Client.PutBucketAsync(
            new PutBucketRequest { BucketName = bucket.Name, ObjectLockEnabledForBucket = how is "lock" or "retention" }, Cancellation);
        if (how == "retention")
        {
            await bucket.Client.PutObjectLockConfigurationAsync(
                new PutObjectLockConfigurationRequest
                {
                    BucketName = bucket.Name,
                    ObjectLockConfiguration = new()
                    {
                        ObjectLockEnabled = ObjectLockEnabled.Enabled,
                        Rule = new() { DefaultRetention = new() { Mode = ObjectLockRetentionMode.Governance, Days = 1 } },
                    },
                },
                Cancellation);
            return bucket;
        }

        if (how == "versions")
        {
            await bucket.Client.PutBucketVersioningAsync(
                new PutBucketVersioningRequest { BucketName = bucket.Name, VersioningConfig = new() { Status = VersionStatus.Enabled } }, Cancellation);
        }

        await bucket.Client.PutObjectAsync(
            new PutObjectRequest
            {
                BucketName = bucket.Name,
                Key = "an-object",
                ContentBody = "secret",
                CannedACL = how == "object-acl" ? S3CannedACL.PublicRead : S3CannedACL.Private,
            },
            Cancellation);
        if (how == "acl")
        {
            await bucket.Client.PutBucketAclAsync(new PutBucketAclRequest { BucketName = bucket.Name, ACL = S3CannedACL.PublicReadWrite }, Cancellation);
        }

        if (how.StartsWith("policy", StringComparison.Ordinal))
        {
            await bucket.Client.PutBucketPolicyAsync(bucket.Name, Policy(bucket.Name, how), Cancellation);
        }

        return bucket;
    }

    private static string Policy(string bucket, string how)
    {
        var (actions, resource, condition) = how switch
        {
            "policy-read" => ("\"s3:GetObject\"", "/*", ""),
            "policy-folder" => ("\"s3:PutObject\"", "/incoming/*", ""),
            "policy-network" => ("\"s3:*\"", "/*", ", \"Condition\": { \"IpAddress\": { \"aws:SourceIp\": \"203.0.113.0/24\" } }"),
            _ => ("\"s3:GetObject\", \"s3:PutObject\", \"s3:DeleteObject\", \"s3:ListBucket\"", "/*", ""),
        };
        return $$"""
            { "Version": "2012-10-17", "Statement": [ { "Effect": "Allow", "Principal": "*", "Action": [ {{actions}} ],
              "Resource": [ "arn:aws:s3:::{{bucket}}", "arn:aws:s3:::{{bucket}}{{resource}}" ]{{condition}} } ] }
            """;
    }

    private static string UploadOnly(string bucket) => $$"""
        { "Version": "2012-10-17", "Statement": [
          { "Effect": "Allow", "Principal": { "AWS": ["arn:aws:iam:::user/other"] }, "Action": ["s3:PutObject"], "Resource": ["arn:aws:s3:::{{bucket}}/*"] },
          { "Effect": "Deny", "Principal": { "AWS": ["arn:aws:iam:::user/other"] },
            "Action": ["s3:GetObject", "s3:GetObjectVersion", "s3:DeleteObject", "s3:PutObjectAcl", "s3:GetObjectAcl"],
            "Resource": ["arn:aws:s3:::{{bucket}}/*"] },
          { "Effect": "Deny", "Principal": { "AWS": ["arn:aws:iam:::user/other"] }, "Action": ["s3:PutObject"], "Resource": ["arn:aws:s3:::{{bucket}}/*"],
            "Condition": { "StringLike": { "s3:x-amz-copy-source": "*" } } } ] }
        """;

    private IStoreSetup Setup(Bucket bucket, Action<S3StoreOptions>? change = null) => bucket.Setup(options =>
    {
        var path = store.Options();
        (options.Endpoint, options.Region, options.Bucket, options.Profile) = (path.Endpoint, "us-east-1", bucket.Name, S3Profiles.Ceph);
        (options.AccessKeyId, options.SecretAccessKey) = (path.AccessKeyId, path.SecretAccessKey);
        change?.Invoke(options);
    });

    private sealed class Bucket(string name, AmazonS3Client client) : IAsyncDisposable
    {
        private readonly List<ServiceProvider> _applications = [];

        public string Name => name;

        public AmazonS3Client Client => client;

        public IStoreSetup Setup(Action<S3StoreOptions> configure)
        {
            var services = new ServiceCollection().AddPresignKit().AddS3("media", configure).AddUploadPolicy("video", policy =>
            {
                policy.AllowedContentTypes.Add("video/mp4");
                policy.MaximumSize = 1000;
                policy.AllowUnenforced = GuaranteeKinds.Isolation | GuaranteeKinds.WriteOnce;
            }).Services.BuildServiceProvider();
            _applications.Add(services);
            return services.GetRequiredService<IStoreSetup>();
        }

        /// <summary>The keys of all versions, delete markers, and uploads.</summary>
        public async Task<string[]> EntriesAsync()
        {
            var versions = await client.ListVersionsAsync(new ListVersionsRequest { BucketName = name }, Cancellation);
            var uploads = await client.ListMultipartUploadsAsync(new ListMultipartUploadsRequest { BucketName = name }, Cancellation);
            return [.. (versions.Versions ?? []).Select(v => v.Key), .. (uploads.MultipartUploads ?? []).Select(u => u.Key)];
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var application in _applications)
            {
                await application.DisposeAsync();
            }

            client.Dispose();
        }
    }
}

[Collection(CephProbeGroup.Name)]
public sealed class CephMachineBucketProbe(CephStores ceph) : CephBucketProbeTests(ceph.Path);

[Collection(CephProbeGroup.Name)]
public sealed class Ceph18BucketProbe(Ceph18Stores ceph) : CephBucketProbeTests(ceph.Path);

[Collection(CephProbeGroup.Name)]
public sealed class Ceph20BucketProbe(Ceph20Stores ceph) : CephBucketProbeTests(ceph.Path);
