using System.Net;
using PresignKit.SigV4;

namespace PresignKit.LocalS3.Tests.Objects;

public sealed class RangeTests(StoreFixture store) : IClassFixture<StoreFixture>
{
    [Theory]
    [InlineData("bytes=0-3", "0123", "bytes 0-3/10")]
    [InlineData("bytes=7-", "789", "bytes 7-9/10")]
    [InlineData("bytes=-3", "789", "bytes 7-9/10")]
    [InlineData("bytes=-20", "0123456789", "bytes 0-9/10")]
    [InlineData("bytes=8-99", "89", "bytes 8-9/10")]
    [InlineData("bytes=0-0", "0", "bytes 0-0/10")]
    public async Task Get_OneRange_IsPartialContent(string range, string expected, string contentRange)
    {
        await store.PutTextAsync("range", "0123456789");

        var response = await store.Sign.SendAsync("GET", "range", loose: [new NameValue("Range", range)]);

        Assert.Equal(HttpStatusCode.PartialContent, response.StatusCode);
        Assert.Equal(expected, await response.TextAsync());
        Assert.Equal(contentRange, response.Content.Headers.ContentRange!.ToString());
        Assert.Equal("bytes", response.Headers.AcceptRanges.Single());
    }

    [Theory]
    [InlineData("bytes=10-")]
    [InlineData("bytes=99-100")]
    [InlineData("bytes=-0")]
    public async Task Get_RangeAfterTheEnd_IsNotSatisfiable(string range)
    {
        await store.PutTextAsync("range", "0123456789");

        var response = await store.Sign.SendAsync("GET", "range", loose: [new NameValue("Range", range)]);

        var error = await response.RefusedAsync(416, "InvalidRange");
        Assert.Equal("10", error.Element("ActualObjectSize")!.Value);
        Assert.Equal("bytes */10", response.Content.Headers.ContentRange!.ToString());
    }

    [Theory]
    [InlineData("bytes=5-2")]
    [InlineData("bytes=0-1,3-4")]
    [InlineData("items=0-1")]
    [InlineData("bytes=a-b")]
    [InlineData("bytes=-")]
    public async Task Get_InvalidRange_IsIgnored(string range)
    {
        await store.PutTextAsync("range", "0123456789");

        var response = await store.Sign.SendAsync("GET", "range", loose: [new NameValue("Range", range)]);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("0123456789", await response.TextAsync());
    }

    [Fact]
    public async Task Get_RangeOfAnEmptyObject_IsNotSatisfiable()
    {
        await store.PutTextAsync("empty", "");

        await (await store.Sign.SendAsync("GET", "empty", loose: [new NameValue("Range", "bytes=0-")])).RefusedAsync(416, "InvalidRange");
    }

    [Fact]
    public async Task Get_IfRangeOfAnotherVersion_ReturnsTheWholeObject()
    {
        await store.PutTextAsync("ifrange", "0123456789");

        var stale = await store.Sign.SendAsync("GET", "ifrange", loose: [new NameValue("Range", "bytes=0-1"), new NameValue("If-Range", "\"old\"")]);
        var fresh = await store.Sign.SendAsync(
            "GET", "ifrange", loose: [new NameValue("Range", "bytes=0-1"), new NameValue("If-Range", stale.Headers.ETag!.Tag)]);

        Assert.Equal("0123456789", await stale.TextAsync());
        Assert.Equal("01", await fresh.TextAsync());
    }

    [Fact]
    public async Task Head_Range_HasTheHeadersAndNoBody()
    {
        await store.PutTextAsync("range", "0123456789");

        var response = await store.Sign.SendAsync("HEAD", "range", loose: [new NameValue("Range", "bytes=2-4")]);

        Assert.Equal(HttpStatusCode.PartialContent, response.StatusCode);
        Assert.Equal(3, response.Content.Headers.ContentLength);
        Assert.Empty(await response.TextAsync());
    }
}
