using Microsoft.Extensions.DependencyInjection;
using PresignKit.Providers;
using PresignKit.S3.Tests.Fakes;
using PresignKit.SigV4;

namespace PresignKit.S3.Tests.Signing;

/// <summary>A file whose size nobody knows: the form has the limits, and the PUT signs everything but the length.</summary>
public sealed class UnknownSizeTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task OpenUploadSlot_Form_LimitsTheSize()
    {
        var slot = await OpenAsync(UploadTransport.Post);

        NameValue[] fields = [.. slot.Request!.RevealFields().Select(f => new NameValue(f.Key, f.Value))];
        Assert.True(PostPolicyDocument.TryParse(fields.Single(field => field.Name == "policy").Value, out var document));
        var range = Assert.Single(document.Conditions, condition => condition.Kind == PostConditionKind.ContentLengthRange);
        Assert.Equal((10, 1_000_000), (range.Minimum, range.Maximum));
        Assert.NotEqual(PostPolicyFailure.None, document.EvaluateContentLength(9).Failure);
        Assert.Equal(PostPolicyFailure.None, document.EvaluateContentLength(10).Failure);
        Assert.Equal(PostPolicyFailure.None, document.EvaluateContentLength(1_000_000).Failure);
        Assert.NotEqual(PostPolicyFailure.None, document.EvaluateContentLength(1_000_001).Failure);
        Assert.Equal(GuaranteeLevel.EnforcedByStore, slot.Guarantees.Size);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(long.MaxValue)]
    public async Task OpenUploadSlot_Put_SignsEverythingButTheLength(long length)
    {
        var slot = await OpenAsync(UploadTransport.Put);

        var verified = ClientRequest.Verify(slot.Request!, TestApp.Now, contentLength: length);
        Assert.True(verified.IsVerified);
        Assert.Equal(["content-type", "host", "if-none-match", "x-amz-meta-presignkit-slot"], verified.SignedHeaders);
        Assert.Equal(GuaranteeLevel.VerifiedOnCompletion, slot.Guarantees.Size);
    }

    [Theory]
    [InlineData("x-amz-acl", "public-read")]
    [InlineData("x-amz-copy-source", "/media-bucket/secret")]
    public async Task OpenUploadSlot_PutWithUnsignedDirective_DoesNotVerify(string header, string value)
    {
        var put = (await OpenAsync(UploadTransport.Put)).Request!;

        Assert.Equal(
            SigV4Failure.UnsignedAmzHeader, ClientRequest.Verify(put, TestApp.Now, contentLength: 0, more: new NameValue(header, value)).Failure);
    }

    [Fact]
    public async Task Sign_NeitherSizeNorLimits_IsRefused()
    {
        using var provider = TestStoreProvider.Create(static _ => { });
        var session = await provider.OpenSessionAsync(Cancellation);
        var specification = new UploadSpecification(
            new("k.mp4"), TestApp.Now, TimeSpan.FromMinutes(5), "video/mp4", Size: null, WriteOnce: false, Checksum: null, StoredAttributes.None);

        Assert.Throws<ArgumentException>("specification", () => session.SignUpload(specification));
        Assert.Throws<ArgumentException>("specification", () => session.SignFormUpload(specification));
    }

    private static async Task<UploadSlot> OpenAsync(UploadTransport transport)
    {
        await using var services = TestApp.Build(presignKit => presignKit
            .AddS3("media", o => (o.Bucket, o.Region, o.AccessKeyId, o.SecretAccessKey) = ("media-bucket", "eu-central-1", TestApp.AccessKey, TestApp.Secret))
            .AddVideoPolicy(policy => (policy.AllowUnknownSize, policy.MinimumSize) = (true, 10)));
        return await services.Issuer().OpenUploadSlotAsync(
            new() { Policy = "video", FileName = "a.mp4", ContentType = "video/mp4", Size = null, Transports = [transport] }, Cancellation);
    }
}
