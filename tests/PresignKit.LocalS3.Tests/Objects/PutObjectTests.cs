using System.Net;
using System.Security.Cryptography;
using System.Text;
using PresignKit.SigV4;

namespace PresignKit.LocalS3.Tests.Objects;

public sealed class PutObjectTests(StoreFixture store) : IClassFixture<StoreFixture>
{
    private static readonly byte[] Hello = Encoding.ASCII.GetBytes("hello");

    [Fact]
    public async Task Put_IfNoneMatch_OnlyOneOfTwelveConcurrentWritesSucceeds()
    {
        var puts = Enumerable.Range(0, 12)
            .Select(i => store.Sign.SendAsync("PUT", "race", Encoding.ASCII.GetBytes($"writer {i:D2}"), [new NameValue("if-none-match", "*")]));
        var responses = await Task.WhenAll(puts);

        var winner = Assert.Single(Enumerable.Range(0, 12), i => responses[i].StatusCode == HttpStatusCode.OK);
        Assert.Equal(11, responses.Count(response => response.StatusCode == HttpStatusCode.PreconditionFailed));
        Assert.Equal($"writer {winner:D2}", await store.GetTextAsync("race"));
    }

    [Fact]
    public async Task Put_IfNoneMatchOnExistingKey_IsRefusedWithoutReadingTheBody()
    {
        await store.PutTextAsync("exists", "first");
        var bodies = store.BodyCount();

        var error = await (await store.Sign.SendAsync("PUT", "exists", Hello, [new NameValue("if-none-match", "*")])).RefusedAsync(412, "PreconditionFailed");

        Assert.Equal("If-None-Match", error.Element("Condition")!.Value);
        Assert.Equal("first", await store.GetTextAsync("exists"));
        Assert.Equal(bodies, store.BodyCount());
    }

    [Fact]
    public async Task Put_IfMatch_ReplacesOnlyThatVersion()
    {
        await store.PutTextAsync("match", "first");
        var tag = (await store.Sign.SendAsync("HEAD", "match")).Headers.ETag!.Tag;

        var replaced = await store.Sign.SendAsync("PUT", "match", Hello, loose: [new NameValue("If-Match", tag)]);

        Assert.Equal(HttpStatusCode.OK, replaced.StatusCode);
        await (await store.Sign.SendAsync("PUT", "match", [1], loose: [new NameValue("If-Match", tag)])).RefusedAsync(412, "PreconditionFailed");
        await (await store.Sign.SendAsync("PUT", "no-such", [1], loose: [new NameValue("If-Match", tag)])).RefusedAsync(404, "NoSuchKey");
    }

    [Fact]
    public async Task Put_IfNoneMatchWithATag_IsNotImplemented() =>
        await (await store.Sign.SendAsync("PUT", "a", Hello, loose: [new NameValue("If-None-Match", "\"x\"")])).RefusedAsync(501, "NotImplemented");

    [Theory]
    [InlineData("Content-MD5", "XUFAKrxLKna5cZ2REBfFkg==", 200, "")]
    [InlineData("Content-MD5", "XUFAKrxLKna5cZ2REBfFkA==", 400, "BadDigest")]
    [InlineData("Content-MD5", "short", 400, "InvalidDigest")]
    [InlineData("Content-MD5", "!UFAKrxLKna5cZ2REBfFkg==", 400, "InvalidDigest")]
    [InlineData("x-amz-checksum-crc32", "NhCmhg==", 200, "")]
    [InlineData("x-amz-checksum-crc32", "NhCmhQ==", 400, "BadDigest")]
    [InlineData("x-amz-checksum-crc32", "NhCm", 400, "InvalidRequest")]
    [InlineData("x-amz-checksum-crc32c", "mnG7TA==", 200, "")]
    [InlineData("x-amz-checksum-sha1", "qvTGHdzF6KLavt4PO0gs2a6pQ00=", 200, "")]
    [InlineData("x-amz-checksum-sha256", "LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=", 200, "")]
    [InlineData("x-amz-checksum-sha256", "LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCU=", 400, "BadDigest")]
    public async Task Put_DeclaredDigest_IsVerified(string name, string value, int status, string code)
    {
        var key = "digest/" + Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(name + value)));
        var response = await store.Sign.SendAsync("PUT", key, Hello, [new NameValue(name, value)]);

        if (status == 200)
        {
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            return;
        }

        await response.RefusedAsync(status, code);
        await store.AssertMissingAsync(key);
    }

    [Fact]
    public async Task Put_TwoChecksums_AreRefused() =>
        await (await store.Sign
            .SendAsync("PUT", "a", Hello, [new NameValue("x-amz-checksum-crc32", "NhCmhg=="), new NameValue("x-amz-checksum-crc32c", "mnG7TA==")]))
            .RefusedAsync(400, "InvalidRequest");

    [Fact]
    public async Task Put_MetadataInTheQuery_IsStored()
    {
        var response = await store.Sign
            .SendAsync("PUT", "hoisted", Hello, query: [new NameValue("x-amz-meta-a", "b"), new NameValue("x-amz-checksum-crc32", "NhCmhg==")]);
        var read = await store.Sign.SendAsync("GET", "hoisted", query: [new NameValue("x-amz-checksum-mode", "ENABLED")]);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("b", read.Headers.GetValues("x-amz-meta-a").Single());
        Assert.Equal("NhCmhg==", read.Headers.GetValues("x-amz-checksum-crc32").Single());
    }

    [Fact]
    public async Task Put_MetadataOver2048Bytes_IsRefused() =>
        await (await store.Sign.SendAsync("PUT", "a", Hello, [new NameValue("x-amz-meta-a", new string('m', 2048))])).RefusedAsync(400, "MetadataTooLarge");

    [Fact]
    public async Task Put_ElevenTags_AreRefused() =>
        await (await store.Sign
            .SendAsync("PUT", "a", Hello, [new NameValue("x-amz-tagging", string.Join('&', Enumerable.Range(0, 11).Select(i => $"t{i}=1")))]))
            .RefusedAsync(400, "InvalidTag");

    [Fact]
    public async Task Put_MissingBucket_IsNoSuchBucket() =>
        await (await store.Sign.SendAsync("PUT", "a", Hello, bucket: "no-such-bucket")).RefusedAsync(404, "NoSuchBucket");

    [Fact]
    public async Task Get_ResponseOverrides_AreHonoredAndNotStored()
    {
        await store.Sign.SendAsync("PUT", "override", Hello, [new NameValue("content-type", "text/html")]);

        var read = await store.Sign.SendAsync("GET", "override", query:
        [
            new NameValue("response-content-type", "text/plain"),
            new NameValue("response-content-disposition", "attachment; filename*=UTF-8''%C3%BC.txt"),
            new NameValue("response-cache-control", "no-store"),
        ]);

        Assert.Equal("text/plain", read.Content.Headers.ContentType!.ToString());
        Assert.Equal("attachment; filename*=UTF-8''%C3%BC.txt", read.Content.Headers.GetValues("Content-Disposition").Single());
        Assert.True(read.Headers.CacheControl!.NoStore);
        Assert.Equal("text/html", (await store.Sign.SendAsync("HEAD", "override")).Content.Headers.ContentType!.ToString());
    }

    [Theory]
    [InlineData("inline\r\nSet-Cookie: a=b")]
    [InlineData("attachment; filename=\"日本\"")]
    public async Task Get_OverrideInvalidInAHeader_IsRefused(string disposition)
    {
        await store.PutTextAsync("override2", "x");

        await (await store.Sign.SendAsync("GET", "override2", query: [new NameValue("response-content-disposition", disposition)])).RefusedAsync(
            400,
            "InvalidArgument");
    }

    [Fact]
    public async Task Put_WithoutContentType_IsBinary()
    {
        await store.PutTextAsync("untyped", "x");

        Assert.Equal("binary/octet-stream", (await store.Sign.SendAsync("HEAD", "untyped")).Content.Headers.ContentType!.ToString());
    }

    [Fact]
    public async Task Overwrite_DuringARead_DoesNotAffectTheReader()
    {
        var first = RandomNumberGenerator.GetBytes(8 * 1024 * 1024);
        await store.Sign.SendAsync("PUT", "held", first);
        using var reading = await store.Sign.SendAsync("GET", "held");
        await using var stream = await reading.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        var head = new byte[1024];
        await stream.ReadExactlyAsync(head, TestContext.Current.CancellationToken);

        await store.PutTextAsync("held", "second");
        await store.Sign.SendAsync("DELETE", "held");
        using var rest = new MemoryStream();
        await stream.CopyToAsync(rest, TestContext.Current.CancellationToken);

        Assert.Equal(first, (byte[])[.. head, .. rest.ToArray()]);
        await store.AssertMissingAsync("held");
    }

    [Fact]
    public async Task Delete_Twice_HasTheSameResponse()
    {
        await store.PutTextAsync("gone", "x");

        Assert.Equal(HttpStatusCode.NoContent, (await store.Sign.SendAsync("DELETE", "gone")).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await store.Sign.SendAsync("DELETE", "gone")).StatusCode);
        await store.AssertMissingAsync("gone");
    }
}
