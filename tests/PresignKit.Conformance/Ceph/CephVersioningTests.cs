using Amazon.S3;
using Microsoft.Extensions.DependencyInjection;
using PresignKit.Conformance.Stores;

namespace PresignKit.Conformance.Ceph;

/// <summary>Slots in buckets that keep old versions, as uploads of one part (with upload-only credentials) and as forms.</summary>
public abstract class CephVersioningTests(CephStores ceph)
{
    private static readonly byte[] Body = [.. StoredObject.Video, 1];
    private static readonly byte[] Other = [.. StoredObject.Video, 2];
    private static readonly byte[] Page = Browser.Bytes("<!DOCTYPE html><p>....".PadRight(Body.Length));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true, "Enabled")]
    [InlineData(false, "Enabled")]
    [InlineData(true, "Suspended")]
    [InlineData(false, "Suspended")]
    public async Task Complete_VersionedBucket_AcceptedObjectIsPinned(bool part, string status)
    {
        await using var application = await CreateAsync(part, status);
        var (verifier, objects) = (application.GetRequiredService<IUploadVerifier>(), application.GetRequiredService<IObjectStore>());
        var slot = await UploadAsync(application, part, Body);

        var found = await verifier.VerifyAsync(slot.Declaration, Cancellation);

        Assert.True(found.IsVerified, $"{found.Outcome} {found.Reason}");
        Assert.Equal(status == "Enabled", found.Properties.VersionId is not null);
        using (await Store(part).UploadAsync(slot, Other))
        {
        }

        var again = await verifier.VerifyAsync(slot.Declaration, Cancellation);
        Assert.Equal((found.Key, found.Properties), (again.Key, again.Properties));
        Assert.True(await verifier.SettleAsync(slot.Declaration, found.Key, found, Cancellation));
        Assert.Equal(Body, await ReadAsync(objects, found.Key, version: null));

        // Even if somebody else writes the key, the verified version can be read.
        if (status == "Enabled")
        {
            using var content = new MemoryStream(Other);
            await objects.PutAsync(found.Key, content, "video/mp4", cancellationToken: Cancellation);
            Assert.Equal(Body, await ReadAsync(objects, found.Key, found.Properties));
            Assert.Equal(Other, await ReadAsync(objects, found.Key, version: null));
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Complete_DeletedInVersionedBucket_HasEnded(bool part)
    {
        await using var application = await CreateAsync(part, "Enabled");
        var (verifier, objects) = (application.GetRequiredService<IUploadVerifier>(), application.GetRequiredService<IObjectStore>());
        var slot = await UploadAsync(application, part, Body);
        var found = await verifier.VerifyAsync(slot.Declaration, Cancellation);
        Assert.True(found.IsVerified);

        await objects.DeleteAsync(found.Key, Cancellation);
        using (await Store(part).UploadAsync(slot, Other))
        {
        }

        Assert.Equal(VerificationOutcome.Ended, (await verifier.VerifyAsync(slot.Declaration, Cancellation)).Outcome);
    }

    [Fact]
    public async Task Discard_RefusedPart_IsDeletedForGood()
    {
        await using var application = await CreateAsync(part: true, "Enabled");
        var verifier = application.GetRequiredService<IUploadVerifier>();
        var slot = await UploadAsync(application, part: true, Page);
        var refused = await verifier.VerifyAsync(slot.Declaration, Cancellation);
        Assert.Equal(ErrorCodes.ContentMismatch, refused.Code);

        await verifier.DiscardAsync(slot.Declaration, refused, Cancellation);

        using var owner = ceph.Path.CreateClient();
        var versions = await owner.ListVersionsAsync(
            new Amazon.S3.Model.ListVersionsRequest { BucketName = Bucket(part: true, "Enabled"), Prefix = slot.Key.Value }, Cancellation);
        Assert.Empty(versions.Versions ?? []);
    }

    /// <summary>A URL is for the version that it was signed for: after another one was written, and after the object was deleted.</summary>
    [Fact]
    public async Task Get_SignedVersion_IsReturnedWhateverComesAfterIt()
    {
        await using var application = await CreateAsync(part: false, "Enabled");
        var (issuer, objects) = (application.GetRequiredService<IPresignedUrlIssuer>(), application.GetRequiredService<IObjectStore>());
        var key = new ObjectKey($"conformance/{Guid.NewGuid():N}");
        var versions = new List<string>();
        foreach (var body in (byte[][])[Body, Other])
        {
            using var content = new MemoryStream(body);
            await objects.PutAsync(key, content, "video/mp4", cancellationToken: Cancellation);
            versions.Add((await objects.FindAsync(key, Cancellation))!.VersionId!);
        }

        await AssertReturnsAsync(null, 200, Other);
        await AssertReturnsAsync(versions[0], 200, Body);
        await AssertReturnsAsync(versions[1], 200, Other);
        await objects.DeleteAsync(key, Cancellation);
        await AssertReturnsAsync(null, 404, null);
        await AssertReturnsAsync(versions[0], 200, Body);
        await AssertReturnsAsync("null", 404, null);

        async Task AssertReturnsAsync(string? version, int status, byte[]? body)
        {
            var url = await issuer.IssueDownloadUrlAsync(key, new() { VersionId = version }, Cancellation);
            using var response = await ceph.Path.SendAsync(url);
            Assert.Equal(status, (int)response.StatusCode);
            if (body is not null)
            {
                Assert.Equal(body, await response.Content.ReadAsByteArrayAsync(Cancellation));
            }
        }
    }

    /// <summary>RGW 16 ignores If-None-Match in such a bucket, so nothing may rest on it.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Complete_EightAtOnceInVersionedBucket_ReturnsOneObject(bool part)
    {
        await using var application = await CreateAsync(part, "Enabled");
        var (verifier, objects) = (application.GetRequiredService<IUploadVerifier>(), application.GetRequiredService<IObjectStore>());
        for (var round = 0; round < 10; round++)
        {
            var slot = await UploadAsync(application, part, Body);

            var found = await Task.WhenAll(Enumerable.Range(0, 8).Select(
                _ => Task.Run(() => verifier.VerifyAsync(slot.Declaration, Cancellation), Cancellation)));

            var key = Assert.Single(found.Where(result => result.IsVerified).Select(result => result.Key!).Distinct());
            Assert.All(found, result => Assert.Contains(result.Outcome, new[] { VerificationOutcome.Verified, VerificationOutcome.Changed }));
            Assert.Equal(key, (await verifier.VerifyAsync(slot.Declaration, Cancellation)).Key);
            Assert.Equal(Body, await ReadAsync(objects, key, version: null));
        }
    }

    [Theory]
    [InlineData(true, "Enabled", FindingSeverity.Information)]
    [InlineData(false, "Enabled", FindingSeverity.Warning)]
    [InlineData(false, "Suspended", FindingSeverity.Warning)]
    public async Task Check_VersionedBucket_IsFound(bool part, string status, FindingSeverity severity)
    {
        await using var application = await CreateAsync(part, status);

        var finding = Assert.Single(
            await application.GetRequiredService<IStoreSetup>().CheckAsync(Cancellation), found => found.Code == FindingCodes.BucketVersioned);

        Assert.Equal(severity, finding.Severity);
        Assert.Contains($"versioning is {status}", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_OrdinaryBucket_FindsNoVersions() => Assert.DoesNotContain(
        await ceph.Path.Setup.CheckAsync(Cancellation), found => found.Code == FindingCodes.BucketVersioned);

    private static string Bucket(bool part, string status) => $"versions-{(part ? "part" : "form")}-{(status == "Enabled" ? "enabled" : "suspended")}";

    private static async Task<byte[]> ReadAsync(IObjectStore objects, ObjectKey key, ObjectProperties? version)
    {
        await using var stream = await objects.OpenReadAsync(key, version, Cancellation);
        using var read = new MemoryStream();
        await stream.CopyToAsync(read, Cancellation);
        return read.ToArray();
    }

    private CephStore Store(bool part) => part ? ceph.UploadOnly : ceph.Path;

    private async Task<ServiceProvider> CreateAsync(bool part, string status)
    {
        var bucket = Bucket(part, status);
        using var owner = ceph.Path.CreateClient();
        await owner.PutBucketAsync(bucket, Cancellation);
        await owner.PutBucketVersioningAsync(new() { BucketName = bucket, VersioningConfig = new() { Status = VersionStatus.Enabled } }, Cancellation);
        if (status == "Suspended")
        {
            await owner.PutBucketVersioningAsync(new() { BucketName = bucket, VersioningConfig = new() { Status = VersionStatus.Suspended } }, Cancellation);
        }

        if (part)
        {
            var policy = ceph.UploadOnly.BucketPolicy.Replace(ceph.UploadOnly.Container, bucket, StringComparison.Ordinal);
            await owner.PutBucketPolicyAsync(new() { BucketName = bucket, Policy = policy }, Cancellation);
        }

        return Store(part).CreateApplication(
            kit => kit.AddUploadPolicy("versioned", policy =>
            {
                policy.AllowedContentTypes.Add("video/mp4");
                (policy.MaximumSize, policy.Key) = (1000, "conformance/{id}{ext}");
            }),
            options => options.Bucket = bucket);
    }

    private async Task<UploadSlot> UploadAsync(IServiceProvider application, bool part, byte[] body)
    {
        var slot = await application.GetRequiredService<IPresignedUrlIssuer>().OpenAsync("versioned", body);
        Assert.Equal(part, slot.Declaration.UploadId is not null);
        await Browser.AssertStoredAsync(await Store(part).UploadAsync(slot, body));
        return slot;
    }
}
