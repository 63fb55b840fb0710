using Microsoft.Extensions.DependencyInjection;
using PresignKit.Providers;
using PresignKit.S3.Tests.Fakes;
using PresignKit.SigV4;

namespace PresignKit.S3.Tests.Signing;

public sealed class UploadTests
{
    private const string Checksum = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task OpenUploadSlot_Put_SignsTypeLengthAndIfNoneMatch()
    {
        var slot = await PutAsync();

        var verified = ClientRequest.Verify(slot.Request!, TestApp.Now, contentLength: 5);
        Assert.True(verified.IsVerified);
        Assert.Equal(["content-length", "content-type", "host", "if-none-match", "x-amz-meta-presignkit-slot"], verified.SignedHeaders);
        Assert.Equal(
            [new("Content-Type", "video/mp4"), new("If-None-Match", "*"), new("x-amz-meta-presignkit-slot", slot.Declaration.Binding!)],
            slot.Request!.Headers.ToArray());
        Assert.Matches("^[0-9a-f]{32}$", slot.Declaration.Binding);
        Assert.NotEqual(slot.Declaration.Binding, (await PutAsync()).Declaration.Binding);
    }

    [Fact]
    public async Task OpenUploadSlot_Checksum_IsSignedAndMustBeSent()
    {
        var slot = await PutAsync(Checksum);

        Assert.Equal(Checksum, slot.Request!.Headers["x-amz-checksum-sha256"]);
        Assert.Contains("x-amz-checksum-sha256", ClientRequest.Verify(slot.Request, TestApp.Now, contentLength: 5).SignedHeaders);
    }

    [Theory]
    [InlineData("Content-Type", "text/html")]
    [InlineData("If-None-Match", "\"etag\"")]
    [InlineData("x-amz-checksum-sha256", "AAAA")]
    [InlineData("x-amz-meta-presignkit-slot", "00000000000000000000000000000000")]
    public async Task OpenUploadSlot_OtherHeader_DoesNotVerify(string header, string value)
    {
        var put = (await PutAsync(Checksum)).Request!;
        var headers = put.Headers.ToDictionary(h => h.Key, h => h.Key == header ? value : h.Value);
        var turned = new PresignedUpload("PUT", put.RevealUrl(), headers);

        Assert.Equal(SigV4Failure.SignatureMismatch, ClientRequest.Verify(turned, TestApp.Now, contentLength: 5).Failure);
    }

    [Theory]
    [InlineData("Content-Type")]
    [InlineData("If-None-Match")]
    [InlineData("x-amz-meta-presignkit-slot")]
    public async Task OpenUploadSlot_HeaderLeftOut_DoesNotVerify(string header)
    {
        var put = (await PutAsync()).Request!;
        var headers = put.Headers.Where(h => h.Key != header).ToDictionary();
        var turned = new PresignedUpload("PUT", put.RevealUrl(), headers);

        Assert.Equal(SigV4Failure.MissingSignedHeader, ClientRequest.Verify(turned, TestApp.Now, contentLength: 5).Failure);
    }

    [Fact]
    public async Task OpenUploadSlot_OtherLength_DoesNotVerify()
    {
        var put = (await PutAsync()).Request!;

        Assert.Equal(SigV4Failure.SignatureMismatch, ClientRequest.Verify(put, TestApp.Now, contentLength: 6).Failure);
    }

    [Theory]
    [InlineData("x-amz-acl", "public-read")]
    [InlineData("x-amz-copy-source", "/media-bucket/secret")]
    public async Task OpenUploadSlot_UnsignedDirective_DoesNotVerify(string header, string value)
    {
        var put = (await PutAsync()).Request!;

        Assert.Equal(
            SigV4Failure.UnsignedAmzHeader,
            ClientRequest.Verify(put, TestApp.Now, contentLength: 5, more: new NameValue(header, value)).Failure);
    }

    [Fact]
    public async Task OpenUploadSlot_ReplacingAllowed_SignsNoCondition()
    {
        using var provider = TestStoreProvider.Create(static _ => { });
        var session = await provider.OpenSessionAsync(Cancellation);

        var signed = session.SignUpload(Specification(writeOnce: false));

        Assert.DoesNotContain("if-none-match", signed.Url, StringComparison.Ordinal);
        Assert.Equal(["Content-Type"], signed.Headers.Keys);
    }

    [Fact]
    public async Task SignPart_Part_SignsNumberUploadLengthTypeAndChecksum()
    {
        using var provider = TestStoreProvider.Create(static _ => { });
        var session = await provider.OpenSessionAsync(Cancellation);

        var signed = session.SignPart(
            new(new("k.mp4"), "up load/1", 1, TestApp.Now, TimeSpan.FromMinutes(5), 5, "video/mp4", new(FileChecksumAlgorithm.Sha256, Checksum)));

        Assert.Equal("PUT", signed.Method);
        Assert.Equal([new("Content-Type", "video/mp4"), new("x-amz-checksum-sha256", Checksum)], signed.Headers.ToArray());
        Assert.Contains("partNumber=1&uploadId=up%20load%2F1", signed.Url, StringComparison.Ordinal);
        var put = new PresignedUpload("PUT", signed.Url, signed.Headers);
        Assert.Equal(
            ["content-length", "content-type", "host", "x-amz-checksum-sha256"],
            ClientRequest.Verify(put, TestApp.Now, contentLength: 5).SignedHeaders);
        Assert.Equal(SigV4Failure.SignatureMismatch, ClientRequest.Verify(put, TestApp.Now, contentLength: 6).Failure);
        var other = new PresignedUpload("PUT", signed.Url.Replace("partNumber=1", "partNumber=2", StringComparison.Ordinal), signed.Headers);
        Assert.Equal(SigV4Failure.SignatureMismatch, ClientRequest.Verify(other, TestApp.Now, contentLength: 5).Failure);
    }

    [Fact]
    public async Task SignPart_ContentMd5_IsSignedAndMustBeSent()
    {
        using var provider = TestStoreProvider.Create(static _ => { });
        var session = await provider.OpenSessionAsync(Cancellation);

        var signed = session.SignPart(
            new(new("k.mp4"), "u", 1, TestApp.Now, TimeSpan.FromMinutes(5), 5, "video/mp4", Checksum: null, "1B2M2Y8AsgTpgAmY7PhCfg=="));

        Assert.Equal([new("Content-Type", "video/mp4"), new("Content-MD5", "1B2M2Y8AsgTpgAmY7PhCfg==")], signed.Headers.ToArray());
        var put = new PresignedUpload("PUT", signed.Url, signed.Headers);
        Assert.Contains("content-md5", ClientRequest.Verify(put, TestApp.Now, contentLength: 5).SignedHeaders);
        var without = new PresignedUpload("PUT", signed.Url, signed.Headers.Where(header => header.Key != "Content-MD5").ToDictionary());
        Assert.Equal(SigV4Failure.MissingSignedHeader, ClientRequest.Verify(without, TestApp.Now, contentLength: 5).Failure);
    }

    [Fact]
    public async Task SignUpload_ContentMd5_IsSigned()
    {
        using var provider = TestStoreProvider.Create(static _ => { });
        var session = await provider.OpenSessionAsync(Cancellation);

        var signed = session.SignUpload(Specification(writeOnce: false) with { ContentMd5 = "1B2M2Y8AsgTpgAmY7PhCfg==" });

        Assert.Equal("1B2M2Y8AsgTpgAmY7PhCfg==", signed.Headers["Content-MD5"]);
        var put = new PresignedUpload("PUT", signed.Url, signed.Headers);
        Assert.Contains("content-md5", ClientRequest.Verify(put, TestApp.Now, contentLength: 5).SignedHeaders);
    }

    [Fact]
    public async Task OpenUploadSlot_Post_BindsKeyTypeSizeChecksumAndBucketExactly()
    {
        var slot = await PostAsync(Checksum);
        var form = slot.Request!;
        NameValue[] fields = [.. form.RevealFields().Select(f => new NameValue(f.Key, f.Value))];

        Assert.Equal("https://media-bucket.s3.eu-central-1.amazonaws.com/", form.RevealUrl());
        Assert.True(ClientRequest.Verifier().VerifyPost(fields, TestApp.Now).IsVerified);
        Assert.True(PostPolicyDocument.TryParse(Value(fields, "policy"), out var document));
        Assert.Equal(TestApp.Now.AddMinutes(15), document.Expiration);
        Assert.DoesNotContain(document.Conditions, c => c.Kind == PostConditionKind.StartsWith);
        Assert.Equal("media-bucket", document.Conditions.Single(c => c.Name == "bucket").Value);
        Assert.Equal(slot.Key.Value, document.Conditions.Single(c => c.Name == "key").Value);
        Assert.Equal("video/mp4", document.Conditions.Single(c => c.Name == "Content-Type").Value);
        Assert.Equal(slot.Declaration.Binding, document.Conditions.Single(c => c.Name == "x-amz-meta-presignkit-slot").Value);
        Assert.Equal("201", document.Conditions.Single(c => c.Name == "success_action_status").Value);
        Assert.Equal(Checksum, document.Conditions.Single(c => c.Name == "x-amz-checksum-sha256").Value);
        var range = document.Conditions.Single(c => c.Kind == PostConditionKind.ContentLengthRange);
        Assert.Equal((5, 5), (range.Minimum, range.Maximum));
        Assert.Equal(PostPolicyFailure.None, document.Evaluate("media-bucket", fields, "f.mp4", TestApp.Now).Failure);
    }

    [Fact]
    public async Task OpenUploadSlot_Post_RefusesOtherBucketAndFurtherFields()
    {
        NameValue[] fields = [.. (await PostAsync(null)).Request!.RevealFields().Select(f => new NameValue(f.Key, f.Value))];
        Assert.True(PostPolicyDocument.TryParse(Value(fields, "policy"), out var document));

        Assert.NotEqual(PostPolicyFailure.None, document.Evaluate("other-bucket", fields, null, TestApp.Now).Failure);
        Assert.NotEqual(PostPolicyFailure.None, document.Evaluate("media-bucket", [.. fields, new("acl", "public-read")], null, TestApp.Now).Failure);
        Assert.NotEqual(PostPolicyFailure.None, document.EvaluateContentLength(4).Failure);
        Assert.NotEqual(PostPolicyFailure.None, document.EvaluateContentLength(6).Failure);
    }

    [Fact]
    public async Task SignFormUpload_UnsupportedOption_IsRefusedInsteadOfIgnored()
    {
        using var provider = TestStoreProvider.Create(static _ => { });
        using var withoutForms = TestStoreProvider.Create(o => o.Profile = StoreProfile.Generic with { Name = "no-forms", FormUpload = Capability.No });
        var session = await provider.OpenSessionAsync(Cancellation);
        var formless = await withoutForms.OpenSessionAsync(Cancellation);

        Assert.Throws<NotSupportedException>(() => session.SignFormUpload(Specification(writeOnce: true)));
        Assert.Throws<NotSupportedException>(() => session.SignFormUpload(Specification(writeOnce: false) with { Key = new("u/${filename}") }));
        Assert.Throws<NotSupportedException>(() => formless.SignFormUpload(Specification(writeOnce: false)));
    }

    private static string Value(NameValue[] fields, string name) => fields.Single(f => f.Name == name).Value;

    private static UploadSpecification Specification(bool writeOnce) =>
        new(new("k.mp4"), TestApp.Now, TimeSpan.FromMinutes(5), "video/mp4", 5, writeOnce, null, StoredAttributes.None);

    private static async Task<UploadSlot> PutAsync(string? checksum = null)
    {
        await using var services = TestApp.WithStore(static options => options.Profile = TestApp.Direct(S3Profiles.Aws));
        return await services.Issuer().OpenUploadSlotAsync(Request(checksum), Cancellation);
    }

    private static async Task<UploadSlot> PostAsync(string? checksum)
    {
        await using var forms = TestApp.Build(presignKit => presignKit
            .AddS3("media", o => (o.Bucket, o.Region, o.AccessKeyId, o.SecretAccessKey) = ("media-bucket", "eu-central-1", TestApp.AccessKey, TestApp.Secret))
            .AddVideoPolicy(p => p.Transport = UploadTransport.Post));
        return await forms.Issuer().OpenUploadSlotAsync(Request(checksum), Cancellation);
    }

    private static UploadRequest Request(string? checksum) =>
        new()
        {
            Policy = "video",
            FileName = "a.mp4",
            ContentType = "video/mp4",
            Size = 5,
            Checksum = checksum is null ? null : new(FileChecksumAlgorithm.Sha256, checksum),
        };
}
