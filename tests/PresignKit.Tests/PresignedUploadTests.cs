namespace PresignKit.Tests;

public sealed class PresignedUploadTests
{
    private const string Url = "https://store.test/media/a.mp4?X-Amz-Signature=topsecret";

    private static readonly Dictionary<string, string> Headers = new() { ["Content-Type"] = "video/mp4" };
    private static readonly KeyValuePair<string, string>[] Fields = [new("key", "a.mp4"), new("x-amz-signature", "topsecret")];

    [Fact]
    public void Constructor_Put_KeepsHeaders()
    {
        var put = new PresignedUpload("PUT", Url, Headers);

        Assert.Equal(("PUT", Url), (put.Method, put.RevealUrl()));
        Assert.Equal(Headers, put.Headers);
        Assert.Empty(put.RevealFields());
        Assert.Equal("PUT https://store.test/media/a.mp4?<redacted>", put.ToString());
    }

    [Fact]
    public void Constructor_Form_KeepsFieldsInOrder()
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
    public void Constructor_MethodOtherThanPutOrPost_Throws(string other) =>
        Assert.Throws<ArgumentException>("method", () => new PresignedUpload(other, Url));

    [Fact]
    public void Constructor_PutWithFields_Throws() => Assert.Throws<ArgumentException>("fields", () => new PresignedUpload("PUT", Url, Headers, Fields));

    [Fact]
    public void Constructor_FormWithHeaders_Throws() => Assert.Throws<ArgumentException>("headers", () => new PresignedUpload("POST", Url, Headers, Fields));
}
