using PresignKit.S3.Probing;
using PresignKit.S3.Tests.Fakes;
using PresignKit.SigV4;

namespace PresignKit.S3.Tests.Probing;

public sealed class ProbeSignerTests
{
    [Theory]
    [InlineData("https://s3.example.com", BucketAddressing.Path)]
    [InlineData("https://s3.example.com/gateway", BucketAddressing.Path)]
    [InlineData("https://s3.example.com", BucketAddressing.VirtualHost)]
    [InlineData("https://s3.example.com/gateway", BucketAddressing.VirtualHost)]
    public void CopySource_KeyWithAnyCharacters_IsBucketAndEncodedKey(string endpoint, BucketAddressing addressing) =>
        Assert.Equal("/media/in%20coming/%C3%BC%2B1", Signer(endpoint, addressing).CopySource("in coming/ü+1"));

    [Fact]
    public void ToString_SignedRequestAndForm_ShowNoSignature()
    {
        var signer = Signer("https://s3.example.com", BucketAddressing.Path);

        Assert.Equal("PUT https://s3.example.com/media/key?<redacted>", signer.Put("key", "body").ToString());
        Assert.Equal("POST https://s3.example.com/media <redacted>", signer.Form("key", "file").ToString());
    }

    [Fact]
    public void Requests_Modified_LeaveTheOriginalUnchanged()
    {
        var put = Signer("https://s3.example.com", BucketAddressing.Path).Put("key", "body", new NameValue("If-None-Match", "*"));

        Assert.Equal(["Content-Length", "Content-Type"], put.Without("if-none-match").Headers.Select(h => h.Name));
        Assert.Equal(new NameValue("content-type", "text/html"), put.With("content-type", "text/html").Headers[^1]);
        Assert.Equal(["Content-Length", "Content-Type", "If-None-Match"], put.Headers.Select(h => h.Name));
    }

    private static ProbeSigner Signer(string endpoint, BucketAddressing addressing) => new(
        BucketEndpoint.Create(endpoint, "media", addressing), new(TestApp.AccessKey, TestApp.Secret), "eu-central-1", [], TimeProvider.System);
}
