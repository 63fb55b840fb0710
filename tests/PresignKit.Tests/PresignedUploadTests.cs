namespace PresignKit.Tests;

public sealed class PresignedUploadTests
{
    private const string Url = "https://store.test/media/a.mp4?X-Amz-Signature=topsecret";

    private static readonly Dictionary<string, string> Headers = new() { ["Content-Type"] = "video/mp4" };
    private static readonly KeyValuePair<string, string>[] Fields = [new("key", "a.mp4"), new("x-amz-signature", "topsecret")];

    [Fact]
    public void Put_Headers_AreThere()
    {
        var put = new PresignedUpload("PUT", Url, Headers);

        Assert.Equal(("PUT", Url), (put.Method, put.RevealUrl()));
        Assert.Equal(Headers, put.Headers);
        Assert.Empty(put.RevealFields());
        Assert.Equal("PUT https://store.test/media/a.mp4?<redacted>", put.ToString());
    }

    [Fact]
    public void Form_Fields_AreThereInOrder()
    {
        var form = new PresignedUpload("POST", "https://store.test/media", fields: Fields);

        Assert.Equal(("POST", "https://store.test/media"), (form.Method, form.RevealUrl()));
        Assert.Empty(form.Headers);
        Assert.Equal(Fields, form.RevealFields());
        Assert.Equal("POST https://store.test/media <redacted>", form.ToString());
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("put")]
    [InlineData("")]
    public void Method_NeitherPutNorPost_Throws(string other) =>
        Assert.Throws<ArgumentException>("method", () => new PresignedUpload(other, Url));

    [Fact]
    public void PutWithFields_Throws() => Assert.Throws<ArgumentException>("fields", () => new PresignedUpload("PUT", Url, Headers, Fields));

    [Fact]
    public void FormWithHeaders_Throws() => Assert.Throws<ArgumentException>("headers", () => new PresignedUpload("POST", Url, Headers, Fields));
}
