using System.IO.Hashing;
using Amazon.S3;
using PresignKit.Conformance.Stores;
using PresignKit.SigV4;

namespace PresignKit.Conformance.Ceph.Facts;

/// <summary>Which checksums are compared with the body, and bodies without a length.</summary>
public abstract class CephBodyFacts(CephStores ceph) : CephFacts(ceph)
{
    private static NameValue OtherSha256 => new("x-amz-checksum-sha256", Browser.Sha256(OtherBody));

    private static NameValue OtherCrc32 => new("x-amz-checksum-crc32", Crc(OtherBody));

    [Fact]
    public async Task Put_ChecksumOfAnotherBody_IsAsExpected()
    {
        var answer = await PutAsync(NewKey(), Body, [OtherSha256]);

        Release.Expect(Release.PutChecksum, answer.Status, answer.Text);
    }

    [Theory]
    [InlineData("SHA256")]
    [InlineData("CRC32")]
    public async Task Put_ChecksumOfAnotherBodyWithSignedAlgorithm_IsAsExpected(string algorithm)
    {
        var answer = await PutAsync(
            NewKey(), Body, [algorithm == "SHA256" ? OtherSha256 : OtherCrc32, new("x-amz-sdk-checksum-algorithm", algorithm)]);

        Release.Expect(Release.PutChecksumWithAlgorithm, answer.Status, answer.Text);
    }

    [Fact]
    public async Task Put_Md5OfAnotherBody_IsRefused() =>
        Assert.Equal(400, (await PutAsync(NewKey(), Body, [new("Content-MD5", Browser.MD5(OtherBody))])).Status);

    [Fact]
    public async Task Form_ChecksumOfAnotherBody_IsAsExpected()
    {
        var slot = await Store.Issuer.OpenAsync(Browser.Form, Body, Browser.Sha256(OtherBody));

        var answer = await FactAnswer.OfAsync(await Store.PostAsync(slot.Request!, Body));

        Release.Expect(Release.FormChecksum, answer.Status, answer.Text);
    }

    /// <summary>No policy covers headers, and Ceph takes the checksum of a header before that of the form's field.</summary>
    [Fact]
    public async Task Form_ChecksumContradictedByTheHolder_IsNotCompared()
    {
        var slot = await Store.Issuer.OpenAsync(Browser.Form, Body, Browser.Sha256(OtherBody));

        var answer = await FactAnswer.OfAsync(await Store.PostAsync(
            slot.Request!, Body, change: request => request.Headers.TryAddWithoutValidation("x-amz-checksum-sha256", Browser.Sha256(Body))));

        Assert.Equal(201, answer.Status);
    }

    [Fact]
    public async Task Part_ChecksumOfAnotherBody_IsAsExpected()
    {
        var key = NewKey();
        using var owner = Store.CreateClient();
        var begun = await owner.InitiateMultipartUploadAsync(
            new() { BucketName = Store.Container, Key = key, ChecksumAlgorithm = ChecksumAlgorithm.SHA256 }, Cancellation);

        var answer = await SendAsync(Sign("PUT", key, Body, [OtherSha256], query: [new("partNumber", "1"), new("uploadId", begun.UploadId)]));

        Release.Expect(Release.PartChecksum, answer.Status, answer.Text);
        await owner.AbortMultipartUploadAsync(new() { BucketName = Store.Container, Key = key, UploadId = begun.UploadId }, Cancellation);
    }

    [Fact]
    public async Task Put_ChunkedBodyWithoutSignedLength_IsAsExpected()
    {
        var answer = await SendAsync(Sign("PUT", NewKey(), Body, [], signsLength: false) with { IsChunked = true });

        Release.Expect(Release.ChunkedBody, answer.Status, answer.Text);
    }

    /// <summary>Every slot signs its length, so no body without one gets through.</summary>
    [Fact]
    public async Task Put_ChunkedBodyWithSignedLength_IsRefused()
    {
        var key = NewKey();

        Assert.Equal(403, (await SendAsync(Sign("PUT", key, Body, []) with { IsChunked = true })).Status);

        await Store.AssertNothingAsync(new(key));
    }

    private static string Crc(byte[] body)
    {
        var hash = Crc32.Hash(body);
        Array.Reverse(hash);
        return Convert.ToBase64String(hash);
    }
}
