using System.Net;
using PresignKit.SigV4;

namespace PresignKit.LocalS3.Tests.Objects;

public sealed class CopyObjectTests(StoreFixture store) : IClassFixture<StoreFixture>
{
    [Theory]
    [InlineData("x-amz-copy-source-if-match", "same", 200)]
    [InlineData("x-amz-copy-source-if-match", "\"other\"", 412)]
    [InlineData("x-amz-copy-source-if-none-match", "same", 412)]
    [InlineData("x-amz-copy-source-if-none-match", "\"other\"", 200)]
    [InlineData("x-amz-copy-source-if-modified-since", "Fri, 01 Jan 2100 00:00:00 GMT", 412)]
    [InlineData("x-amz-copy-source-if-unmodified-since", "Sat, 01 Jan 2000 00:00:00 GMT", 412)]
    public async Task Copy_SourceCondition_IsHonored(string name, string value, int status)
    {
        await store.PutTextAsync("source", "content");
        var tag = (await store.Sign.SendAsync("HEAD", "source")).Headers.ETag!.Tag;
        var target = "copied/" + name + value.Length;

        var response = await CopyAsync(target, "/media/source", new NameValue(name, value == "same" ? tag : value));

        Assert.Equal(status, (int)response.StatusCode);
        if (status == 200)
        {
            Assert.Equal("content", await store.GetTextAsync(target));
        }
        else
        {
            await store.AssertMissingAsync(target);
        }
    }

    [Theory]
    [InlineData("/media/no-such", 404, "NoSuchKey")]
    [InlineData("/no-such-bucket/a", 404, "NoSuchBucket")]
    [InlineData("media", 400, "InvalidArgument")]
    [InlineData("/media/", 400, "InvalidArgument")]
    [InlineData("/media/%zz", 400, "InvalidArgument")]
    [InlineData("/media/source?versionId=1", 501, "NotImplemented")]
    [InlineData("/media/../other/hidden", 404, "NoSuchKey")]
    public async Task Copy_InvalidSource_IsRefused(string source, int status, string code)
    {
        await store.PutTextAsync("hidden", "of another bucket", StoreFixture.OtherBucket);

        await (await CopyAsync("target", source)).RefusedAsync(status, code);
    }

    [Fact]
    public async Task Copy_ReplaceDirective_UsesTheNewAttributes()
    {
        await store.Sign.SendAsync("PUT", "attributes", [1], [new NameValue("content-type", "text/plain"), new NameValue("x-amz-meta-old", "1")]);

        var response = await CopyAsync(
            "attributes", "media/attributes", new NameValue("x-amz-metadata-directive", "REPLACE"), new NameValue("x-amz-meta-new", "2"));
        var head = await store.Sign.SendAsync("HEAD", "attributes");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("2", head.Headers.GetValues("x-amz-meta-new").Single());
        Assert.False(head.Headers.Contains("x-amz-meta-old"));
    }

    [Fact]
    public async Task Copy_OntoItselfWithoutChange_IsRefused()
    {
        await store.PutTextAsync("self", "x");

        await (await CopyAsync("self", "/media/self")).RefusedAsync(400, "InvalidRequest");
    }

    [Fact]
    public async Task Copy_IfNoneMatchOnExistingTarget_IsRefused()
    {
        await store.PutTextAsync("from", "new");
        await store.PutTextAsync("to", "old");

        await (await CopyAsync("to", "/media/from", new NameValue("if-none-match", "*"))).RefusedAsync(412, "PreconditionFailed");
        Assert.Equal("old", await store.GetTextAsync("to"));
    }

    private Task<HttpResponseMessage> CopyAsync(string target, string source, params NameValue[] headers) =>
        store.Sign.SendAsync("PUT", target, [], [.. headers, new NameValue("x-amz-copy-source", source)]);
}
