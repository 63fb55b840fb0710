using System.Globalization;
using System.Net;
using Amazon.S3;
using Amazon.S3.Model;
using Microsoft.Extensions.DependencyInjection;
using PresignKit.Conformance.Stores;
using PresignKit.Conformance.Suites.Refusals;
using PresignKit.S3;
using PresignKit.SigV4;

namespace PresignKit.Conformance.Ceph.Facts;

/// <summary>Object Lock, in a bucket that has it: an unsigned retention can make an upload undeletable, also for the backend.</summary>
public abstract class CephLockFacts(CephStores ceph) : CephFacts(ceph)
{
    private const string Bucket = "facts-lock";
    private const string Mode = "x-amz-object-lock-mode";
    private const string Until = "x-amz-object-lock-retain-until-date";

    private static readonly NameValue[] Type = [new("Content-Type", "video/mp4")];

    private static string Tomorrow =>
        TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(1).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>Upload-only credentials do not help, and neither does a bucket policy that denies the account s3:PutObjectRetention.</summary>
    [Fact]
    public async Task Put_UnsignedRetentionWithUploadOnlyCredentials_IsRefusedOrLocksObject()
    {
        using var owner = await PrepareAsync();
        var key = NewKey();
        var url = new UrlPresigner(
            BucketEndpoint.Create(Store.Options().Endpoint!, Bucket, BucketAddressing.Path), new(Store.OtherAccessKey, Store.OtherSecret), Store.Region)
            .Presign(new()
            {
                Method = "PUT",
                Target = PresignTarget.ForObject(key),
                SignedAt = TimeProvider.System.GetUtcNow(),
                Lifetime = TimeSpan.FromMinutes(5),
                Headers = [.. Type, new("Content-Length", $"{Body.Length}"), new("Content-MD5", Browser.MD5(Body))],
            });

        var answer = await SendAsync(
            new RequestAttempt("PUT", url, [.. Type, new("Content-MD5", Browser.MD5(Body))], Body).With(Mode, "COMPLIANCE").With(Until, Tomorrow));

        Release.Expect(Release.UnsignedHeader, answer.Status, answer.Text);
        if (answer.Status == 200)
        {
            Assert.Equal(HttpStatusCode.Forbidden, await DeleteAsync(owner, key));
        }
    }

    /// <summary>Slots that are uploads of one part: the backend created the upload, and its parts lock nothing.</summary>
    [Fact]
    public async Task Part_UnsignedRetention_LocksNothing()
    {
        using var owner = await PrepareAsync();
        var key = NewKey();
        var begun = await owner.InitiateMultipartUploadAsync(new() { BucketName = Bucket, Key = key }, Cancellation);
        var part = Sign("PUT", key, Body, Type, Bucket, [new("partNumber", "1"), new("uploadId", begun.UploadId)]);

        var answer = await SendAsync(part.With(Mode, "COMPLIANCE").With(Until, Tomorrow));

        Release.Expect(Release.UnsignedHeader, answer.Status, answer.Text);
        if (answer.Status == 200)
        {
            var parts = await owner.ListPartsAsync(new() { BucketName = Bucket, Key = key, UploadId = begun.UploadId }, Cancellation);
            await owner.CompleteMultipartUploadAsync(
                new() { BucketName = Bucket, Key = key, UploadId = begun.UploadId, PartETags = [new(1, Assert.Single(parts.Parts).ETag)] }, Cancellation);
            Assert.Equal(HttpStatusCode.NoContent, await DeleteAsync(owner, key));
        }
    }

    [Fact]
    public async Task Form_UnsignedRetention_LocksNothing()
    {
        using var owner = await PrepareAsync();
        await using var application = Store.CreateDirectApplication(
            kit => kit.AddUploadPolicy("form", policy =>
            {
                policy.AllowedContentTypes.Add("video/mp4");
                (policy.MaximumSize, policy.Key, policy.Transport) = (1000, "facts/{id}{ext}", UploadTransport.Post);
            }),
            options => options.Bucket = Bucket);
        var slot = await application.GetRequiredService<IPresignedUrlIssuer>().OpenAsync("form", Body);

        await Browser.AssertStoredAsync(await Store.PostAsync(slot.Request!, Body, change: request =>
        {
            request.Headers.TryAddWithoutValidation(Mode, "COMPLIANCE");
            request.Headers.TryAddWithoutValidation(Until, Tomorrow);
        }));

        Assert.Equal(HttpStatusCode.NoContent, await DeleteAsync(owner, slot.Key.Value));
    }

    /// <summary>The check at start warns of what <see cref="Put_UnsignedRetentionWithUploadOnlyCredentials_IsRefusedOrLocksObject"/> shows.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Check_SlotsArePutsSignedByUploadOnlyCredentials_WarnsUnlessTheyAreParts(bool isDirect)
    {
        using var owner = await PrepareAsync();
        await using var application = isDirect ? Store.CreateDirectApplication(AddPolicy, Change) : Store.CreateApplication(AddPolicy, Change);

        var findings = await application.GetRequiredService<IStoreSetup>().CheckAsync(Cancellation);

        Assert.Equal(
            isDirect ? [FindingSeverity.Warning] : [],
            findings.Where(finding => finding.Code == FindingCodes.ObjectLockUnconfined).Select(finding => finding.Severity));

        void Change(S3StoreOptions options)
        {
            options.Bucket = Bucket;
            options.UploadCredentials = new() { AccessKeyId = Store.OtherAccessKey, SecretAccessKey = Store.OtherSecret };
        }

        static void AddPolicy(PresignKitBuilder kit) => kit.AddUploadPolicy("video", policy =>
        {
            policy.AllowedContentTypes.Add("video/mp4");
            (policy.MaximumSize, policy.Key, policy.Transport) = (1000, "facts/{id}{ext}", UploadTransport.Put);
        });
    }

    /// <summary>The backend locks what the application accepts; until then, it can still be deleted.</summary>
    [Fact]
    public async Task Settle_PolicyWithRetention_LocksWhatWasAccepted()
    {
        using var owner = await PrepareAsync();
        await using var application = Store.CreateApplication(
            kit => kit.AddUploadPolicy("contract", policy =>
            {
                policy.AllowedContentTypes.Add("video/mp4");
                (policy.MaximumSize, policy.Key, policy.ContentCheck) = (1000, "facts/{id}{ext}", ContentCheckMode.Off);
                (policy.RetentionPeriod, policy.LegalHold) = (TimeSpan.FromDays(1), true);
            }),
            options => options.Bucket = Bucket);
        var verifier = application.GetRequiredService<IUploadVerifier>();
        var slot = await application.GetRequiredService<IPresignedUrlIssuer>().OpenAsync("contract", Body);
        using var sent = await Store.UploadAsync(slot, Body);
        await Browser.AssertStoredAsync(sent);
        var verified = await verifier.VerifyAsync(slot.Declaration, Cancellation);
        var accepted = verified.Key!.Value;
        ObjectProperties found = verified.Properties!;

        Assert.True(await verifier.SettleAsync(slot.Declaration, verified.Key, verified, Cancellation));
        Assert.True(await verifier.SettleAsync(slot.Declaration, verified.Key, cancellationToken: Cancellation));

        var retention = await owner.GetObjectRetentionAsync(new() { BucketName = Bucket, Key = accepted, VersionId = found.VersionId }, Cancellation);
        Assert.Equal(ObjectLockRetentionMode.Governance, retention.Retention.Mode);
        Assert.Equal(found.LastModified.AddDays(1).UtcDateTime, retention.Retention.RetainUntilDate!.Value.ToUniversalTime(), TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.Forbidden, await DeleteAsync(owner, accepted));

        // Somebody extends it: a client that completes again shortens nothing.
        var extended = DateTime.UtcNow.AddDays(9);
        await owner.PutObjectRetentionAsync(
            new()
            {
                BucketName = Bucket,
                Key = accepted,
                VersionId = found.VersionId,
                Retention = new() { Mode = ObjectLockRetentionMode.Governance, RetainUntilDate = extended },
            },
            Cancellation);
        Assert.True(await verifier.SettleAsync(slot.Declaration, verified.Key, cancellationToken: Cancellation));
        retention = await owner.GetObjectRetentionAsync(new() { BucketName = Bucket, Key = accepted, VersionId = found.VersionId }, Cancellation);
        Assert.Equal(extended, retention.Retention.RetainUntilDate!.Value.ToUniversalTime(), TimeSpan.FromSeconds(1));

        await owner.PutObjectLegalHoldAsync(
            new() { BucketName = Bucket, Key = accepted, VersionId = found.VersionId, LegalHold = new() { Status = ObjectLockLegalHoldStatus.Off } },
            Cancellation);
        Assert.Equal(HttpStatusCode.Forbidden, await DeleteAsync(owner, accepted));
        await owner.DeleteObjectAsync(
            new DeleteObjectRequest { BucketName = Bucket, Key = accepted, VersionId = found.VersionId, BypassGovernanceRetention = true }, Cancellation);
        Assert.Empty((await owner.ListVersionsAsync(new ListVersionsRequest { BucketName = Bucket, Prefix = accepted }, Cancellation)).Versions ?? []);
    }

    private static async Task<HttpStatusCode> DeleteAsync(AmazonS3Client owner, string key)
    {
        var versions = await owner.ListVersionsAsync(new ListVersionsRequest { BucketName = Bucket, Prefix = key }, Cancellation);
        try
        {
            var deleted = await owner.DeleteObjectAsync(
                new DeleteObjectRequest { BucketName = Bucket, Key = key, VersionId = Assert.Single(versions.Versions).VersionId }, Cancellation);
            return deleted.HttpStatusCode;
        }
        catch (AmazonS3Exception exception)
        {
            return exception.StatusCode;
        }
    }

    private async Task<AmazonS3Client> PrepareAsync()
    {
        var owner = Store.CreateClient();
        await owner.PutBucketAsync(new PutBucketRequest { BucketName = Bucket, ObjectLockEnabledForBucket = true }, Cancellation);
        await owner.PutBucketPolicyAsync(
            new()
            {
                BucketName = Bucket,
                Policy = $$"""
                    {
                      "Version": "2012-10-17",
                      "Statement": [
                        { "Effect": "Allow", "Principal": { "AWS": ["arn:aws:iam:::user/other"] }, "Action": ["s3:PutObject"],
                          "Resource": ["arn:aws:s3:::{{Bucket}}/*"] },
                        { "Effect": "Deny", "Principal": { "AWS": ["arn:aws:iam:::user/other"] },
                          "Action": ["s3:PutObjectRetention", "s3:PutObjectLegalHold"], "Resource": ["arn:aws:s3:::{{Bucket}}/*"] }
                      ]
                    }
                    """,
            },
            Cancellation);
        return owner;
    }
}
