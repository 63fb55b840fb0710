using System.Net;
using Amazon.S3;
using Amazon.S3.Model;
using PresignKit.Conformance.Stores;
using PresignKit.SigV4;

namespace PresignKit.Conformance.Ceph.Facts;

/// <summary>Conditional requests, in ordinary and in versioned buckets.</summary>
public abstract class CephConditionFacts(CephStores ceph) : CephFacts(ceph)
{
    private const string Versioned = "facts-versioned";

    private static readonly NameValue[] CreateOnly = [new("If-None-Match", "*")];
    private static readonly NameValue[] OtherMatch = [new("If-Match", "\"00000000000000000000000000000000\"")];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Put_CreateOnlyOverExistingKey_IsRefusedInOrdinaryBucket(bool versioned)
    {
        var (key, bucket) = (NewKey(), await BucketAsync(versioned));
        Assert.Equal(200, (await PutAsync(key, Body, CreateOnly, bucket)).Status);

        var answer = await PutAsync(key, OtherBody, CreateOnly, bucket);

        if (versioned)
        {
            Release.Expect(Release.CreateOnlyWhenVersioned, answer.Status, answer.Text);
        }
        else
        {
            Assert.Equal(412, answer.Status);
        }

        Assert.Equal(answer.Status == 200 ? OtherBody : Body, await ReadAsync(key, bucket));
    }

    /// <summary>A PUT whose body is not complete yet when another one is stored.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Put_CreateOnlyInFlight_IsRefusedInOrdinaryBucket(bool versioned)
    {
        var (key, bucket) = (NewKey(), await BucketAsync(versioned));
        var slow = Sign("PUT", key, OtherBody, CreateOnly, bucket);
        using var held = await PartialPut.BeginAsync(slow.Url, slow.Headers.Select(h => KeyValuePair.Create(h.Name, h.Value)), OtherBody);
        Assert.Equal(200, (await PutAsync(key, Body, CreateOnly, bucket)).Status);

        var status = await held.FinishAsync();

        if (versioned)
        {
            Release.Expect(Release.CreateOnlyInFlightWhenVersioned, status);
        }
        else
        {
            Assert.Equal(412, status);
        }

        Assert.Equal(status == 200 ? OtherBody : Body, await ReadAsync(key, bucket));
    }

    /// <summary>
    /// Several of them can be stored in every version, so what was verified is pinned by its version, and never by this header. How many are depends on
    /// the machine, so the number is only printed.
    /// </summary>
    [Fact]
    public async Task Put_EightCreateOnlyAtOnceInVersionedBucket_AreStoredOrRefused()
    {
        var bucket = await BucketAsync(versioned: true);
        var most = 0;
        for (var round = 0; round < 10 && most < 2; round++)
        {
            var put = Sign("PUT", NewKey(), Body, CreateOnly, bucket);
            var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => SendAsync(put), Cancellation)));
            var stored = answers.Count(answer => answer.Status == 200);
            Assert.InRange(stored, 1, 8);
            Assert.All(answers, answer => Assert.Contains(answer.Status, new[] { 200, 409, 412 }));
            most = Math.Max(most, stored);
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{most} of 8 were stored.");
    }

    [Fact]
    public async Task Put_IfMatch_IsAsExpected()
    {
        var key = NewKey();
        Assert.Equal(200, (await PutAsync(key, Body, [])).Status);
        using var owner = Store.CreateClient();
        var etag = (await owner.GetObjectMetadataAsync(Store.Container, key, Cancellation)).ETag;

        var other = await PutAsync(key, OtherBody, OtherMatch);
        var answer = await PutAsync(key, OtherBody, [new("If-Match", etag)]);

        Assert.Equal(412, other.Status);
        Release.Expect(Release.PutIfMatch, answer.Status, answer.Text);
    }

    [Fact]
    public async Task Delete_IfOtherMatch_IsAsExpected()
    {
        var key = NewKey();
        Assert.Equal(200, (await PutAsync(key, Body, [])).Status);

        var answer = await SendAsync(Sign("DELETE", key, null, OtherMatch));

        Release.Expect(Release.DeleteIfOtherMatch, answer.Status, answer.Text);
        if (answer.Status == 204)
        {
            await Store.AssertNothingAsync(new(key));
        }
        else
        {
            await Store.AssertHoldsAsync(new(key), Body);
        }
    }

    [Fact]
    public async Task Complete_CreateOnlyOverExistingKey_IsAsExpected()
    {
        var key = NewKey();
        Assert.Equal(200, (await PutAsync(key, OtherBody, [])).Status);
        await using var upload = await PartUpload.BeginAsync(Store, new(key));
        await Browser.AssertStoredAsync(await upload.SendAsync(upload.Sign(1, Body.Length), Body));
        using var owner = Store.CreateClient();
        var request = await CompletionAsync(upload);
        request.IfNoneMatch = "*";

        var status = await StatusAsync(() => owner.CompleteMultipartUploadAsync(request, Cancellation));

        Release.Expect(Release.CompleteCreateOnly, status);
        Assert.Equal(status == 200 ? Body : OtherBody, await ReadAsync(key));
    }

    [Fact]
    public async Task Complete_Upload_ReturnsETagAsExpected()
    {
        await using var upload = await PartUpload.BeginAsync(Store);
        await Browser.AssertStoredAsync(await upload.SendAsync(upload.Sign(1, Body.Length), Body));
        using var owner = Store.CreateClient();

        var answer = await owner.CompleteMultipartUploadAsync(await CompletionAsync(upload), Cancellation);

        Release.Expect(Release.CompletionReturnsETag, !string.IsNullOrEmpty(answer.ETag?.Trim('"')), $"{answer.ETag}");
    }

    /// <summary>
    /// Ceph 18 says that it has stored a part whose upload was completed while the part was being sent. It has not: the upload stays closed, and the
    /// object keeps its bytes, or stays deleted.
    /// </summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Part_InFlightDuringCompletion_DoesNotReopenUpload(bool isDeleted)
    {
        byte[] body = new byte[400_000], late = [.. Enumerable.Repeat((byte)'x', body.Length)];
        await using var upload = await PartUpload.BeginAsync(Store);
        var url = upload.Sign(1, body.Length);
        await Browser.AssertStoredAsync(await upload.SendAsync(url, body));
        using var held = await PartialPut.BeginAsync(url, [], late);
        await upload.CompleteAsync();
        using var owner = Store.CreateClient();
        if (isDeleted)
        {
            await owner.DeleteObjectAsync(Store.Container, upload.Key.Value, Cancellation);
        }

        var status = await held.FinishAsync();

        Release.Expect(Release.RefusesPartInFlight, status is >= 400 and < 500, $"{status}");
        Assert.Equal(404, (await FactAnswer.OfAsync(await upload.SendAsync(url, late))).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await Assert.ThrowsAsync<AmazonS3Exception>(upload.ListAsync)).StatusCode);
        var open = await owner.ListMultipartUploadsAsync(
            new ListMultipartUploadsRequest { BucketName = Store.Container, Prefix = upload.Key.Value }, Cancellation);
        Assert.Empty(open.MultipartUploads ?? []);
        if (isDeleted)
        {
            await Store.AssertNothingAsync(upload.Key);
        }
        else
        {
            await Store.AssertHoldsAsync(upload.Key, body);
        }
    }

    [Fact]
    public async Task Copy_IfOtherMatch_IsAsExpected()
    {
        var (source, target) = (NewKey(), NewKey());
        Assert.Equal(200, (await PutAsync(source, Body, [])).Status);
        using var owner = Store.CreateClient();

        var status = await StatusAsync(() => owner.CopyObjectAsync(
            new CopyObjectRequest
            {
                SourceBucket = Store.Container, SourceKey = source, DestinationBucket = Store.Container, DestinationKey = target,
                ETagToMatch = "\"00000000000000000000000000000000\"",
            },
            Cancellation));

        Release.Expect(Release.CopyIfOtherMatch, status);
    }

    /// <summary>Objects of more than 5 GiB are copied in parts, and no version looks at the condition then.</summary>
    [Fact]
    public async Task PartCopy_IfOtherMatch_IsAsExpected()
    {
        var source = NewKey();
        Assert.Equal(200, (await PutAsync(source, Body, [])).Status);
        await using var upload = await PartUpload.BeginAsync(Store);
        using var owner = Store.CreateClient();

        var status = await StatusAsync(() => owner.CopyPartAsync(
            new CopyPartRequest
            {
                SourceBucket = Store.Container, SourceKey = source, DestinationBucket = Store.Container, DestinationKey = upload.Key.Value,
                UploadId = upload.Id, PartNumber = 1, ETagToMatch = ["\"00000000000000000000000000000000\""],
            },
            Cancellation));

        Release.Expect(Release.PartCopyIfOtherMatch, status);
    }

    private static async Task<int> StatusAsync<T>(Func<Task<T>> request)
        where T : Amazon.Runtime.AmazonWebServiceResponse
    {
        try
        {
            return (int)(await request()).HttpStatusCode;
        }
        catch (AmazonS3Exception exception)
        {
            return (int)exception.StatusCode;
        }
    }

    private async Task<CompleteMultipartUploadRequest> CompletionAsync(PartUpload upload) => new()
    {
        BucketName = Store.Container,
        Key = upload.Key.Value,
        UploadId = upload.Id,
        PartETags = [.. (await upload.ListAsync()).Select(part => new PartETag(part.PartNumber ?? 0, part.ETag))],
    };

    private async Task<string> BucketAsync(bool versioned)
    {
        if (!versioned)
        {
            return Store.Container;
        }

        using var owner = Store.CreateClient();
        await owner.PutBucketAsync(Versioned, Cancellation);
        await owner.PutBucketVersioningAsync(
            new() { BucketName = Versioned, VersioningConfig = new() { Status = VersionStatus.Enabled } }, Cancellation);
        return Versioned;
    }
}
