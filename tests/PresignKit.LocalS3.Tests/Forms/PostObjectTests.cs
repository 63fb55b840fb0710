using System.Net;
using System.Text;
using System.Xml.Linq;
using PresignKit.SigV4;

namespace PresignKit.LocalS3.Tests.Forms;

public sealed class PostObjectTests(StoreFixture store) : IClassFixture<StoreFixture>
{
    private static readonly TimeSpan Minutes = TimeSpan.FromMinutes(5);
    private static readonly byte[] Hello = Encoding.ASCII.GetBytes("hello");

    [Fact]
    public async Task Post_AsSigned_StoresTheObjectWithItsFields()
    {
        var post = store.Sign.Post(new PostPolicy(
            "form/a.txt",
            Minutes,
            [
                new NameValue("Content-Type", "text/plain"), new NameValue("x-amz-meta-who", "me"), new NameValue("Cache-Control", "no-cache"),
                new NameValue("tagging", "<Tagging><TagSet><Tag><Key>a</Key><Value>1</Value></Tag></TagSet></Tagging>"),
            ],
            [PostCondition.ContentLength(1, 5)]));

        var response = await store.Sign.SendFormAsync(post.Url, post.Fields, Hello);
        var read = await store.Sign.SendAsync("GET", "form/a.txt");

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        Assert.Equal("\"5d41402abc4b2a76b9719d911017c592\"", response.Headers.ETag!.Tag);
        Assert.Equal($"{store.Server.Endpoint}/media/form/a.txt", response.Headers.Location!.ToString());
        Assert.Equal("hello", await read.TextAsync());
        Assert.Equal("text/plain", read.Content.Headers.ContentType!.ToString());
        Assert.Equal("me", read.Headers.GetValues("x-amz-meta-who").Single());
        Assert.Equal("1", read.Headers.GetValues("x-amz-tagging-count").Single());
        Assert.True(read.Headers.CacheControl!.NoCache);
    }

    [Theory]
    [InlineData("200", HttpStatusCode.OK)]
    [InlineData("204", HttpStatusCode.NoContent)]
    [InlineData("999", HttpStatusCode.NoContent)]
    [InlineData("201", HttpStatusCode.Created)]
    public async Task Post_SuccessStatus_IsHonored(string asked, HttpStatusCode expected)
    {
        var response = await PostAsync(new PostPolicy("status & co", Minutes, [new NameValue("success_action_status", asked)]));

        Assert.Equal(expected, response.StatusCode);
        if (expected == HttpStatusCode.Created)
        {
            var answer = XElement.Parse(await response.TextAsync());
            Assert.Equal("PostResponse", answer.Name.LocalName);
            Assert.Equal("status & co", answer.Elements().Single(e => e.Name.LocalName == "Key").Value);
        }
    }

    [Fact]
    public async Task Post_SuccessRedirect_RedirectsTheBrowser()
    {
        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        var sign = new SignedRequests(store.Server.Endpoint, http, TimeProvider.System);
        var post = sign.Post(new PostPolicy("re direct", Minutes, [new NameValue("success_action_redirect", "http://app.test/done?a=b")]));

        var response = await sign.SendFormAsync(post.Url, post.Fields, Hello);

        Assert.Equal(HttpStatusCode.SeeOther, response.StatusCode);
        Assert.Equal(
            "http://app.test/done?a=b&bucket=media&key=re%20direct&etag=%225d41402abc4b2a76b9719d911017c592%22", response.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task Post_FileNameVariable_UsesTheNameWithoutItsPath()
    {
        var post = store.Sign.Post(new PostPolicy("in/${filename}", Minutes, conditions: []));

        var response = await store.Sign.SendFormAsync(post.Url, post.Fields, Hello, "../../etc/pass wd.txt");

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        Assert.Equal("hello", await store.GetTextAsync("in/pass wd.txt"));
    }

    [Theory]
    [InlineData("key", "form/other", "Policy Condition failed")]
    [InlineData("Content-Type", "text/html", "Policy Condition failed")]
    [InlineData("acl", "public-read", "Extra input fields")]
    [InlineData("x-amz-meta-extra", "1", "Extra input fields")]
    [InlineData("x-amz-copy-source", "/other/secret", "Extra input fields")]
    public async Task Post_FieldDiffersFromPolicy_IsDenied(string name, string value, string reason)
    {
        var post = store.Sign.Post(new PostPolicy("form/exact", Minutes, [new NameValue("Content-Type", "image/png")]));
        var fields = post.Fields.Where(field => !field.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Prepend(new NameValue(name, value));
        var bodies = store.BodyCount();

        var error = await (await store.Sign.SendFormAsync(post.Url, fields, Hello)).RefusedAsync(403, "AccessDenied");

        Assert.Contains(reason, error.Message(), StringComparison.Ordinal);
        await store.AssertMissingAsync("form/exact");
        Assert.Equal(bodies, store.BodyCount());
    }

    [Theory]
    [InlineData(2, "EntityTooSmall")]
    [InlineData(11, "EntityTooLarge")]
    [InlineData(3_000_000, "EntityTooLarge")]
    public async Task Post_SizeOutsideTheRange_IsRefusedAndLeavesNothing(int size, string code)
    {
        var bodies = store.BodyCount();

        var response = await PostAsync(new PostPolicy("form/size", Minutes, conditions: [PostCondition.ContentLength(3, 10)]), new byte[size]);

        await response.RefusedAsync(400, code);
        await store.AssertMissingAsync("form/size");
        Assert.Equal(bodies, store.BodyCount());
    }

    [Fact]
    public async Task Post_Expired_IsDenied()
    {
        var post = store.SignAt(TimeSpan.FromMinutes(-6)).Post(new PostPolicy("form/expired", Minutes));

        var error = await (await store.Sign.SendFormAsync(post.Url, post.Fields, Hello)).RefusedAsync(403, "AccessDenied");

        Assert.Equal("Invalid according to Policy: Policy expired.", error.Message());
    }

    [Theory]
    [InlineData("x-amz-signature", "0000000000000000000000000000000000000000000000000000000000000000", 403, "SignatureDoesNotMatch")]
    [InlineData("policy", "e30=", 400, "InvalidPolicyDocument")]
    [InlineData("x-amz-credential", "AKIALOCALTEST/20200101/us-east-1/s3/aws4_request", 400, "InvalidArgument")]
    [InlineData("x-amz-algorithm", "AWS4-HMAC-SHA1", 400, "InvalidRequest")]
    public async Task Post_AlteredSignatureField_IsRefused(string name, string value, int status, string code)
    {
        var post = store.Sign.Post(new PostPolicy("form/altered", Minutes));
        var fields = post.Fields.Select(field => field.Name.Equals(name, StringComparison.OrdinalIgnoreCase) ? new NameValue(field.Name, value) : field);

        await (await store.Sign.SendFormAsync(post.Url, fields, Hello)).RefusedAsync(status, code);
    }

    [Fact]
    public async Task Post_WithoutPolicy_IsDenied() =>
        await (await store.Sign.SendFormAsync($"{store.Server.Endpoint}/media", [new NameValue("key", "form/anonymous")], Hello)).RefusedAsync(
            403,
            "AccessDenied");

    [Fact]
    public async Task Post_ToAnotherBucket_IsDenied()
    {
        var post = store.Sign.Post(new PostPolicy("form/bucket", Minutes));

        await (await store.Sign.SendFormAsync($"{store.Server.Endpoint}/other", post.Fields, Hello)).RefusedAsync(403, "AccessDenied");
    }

    [Fact]
    public async Task Post_OverExistingKey_ReplacesItDespiteIfNoneMatch()
    {
        await store.PutTextAsync("form/existing", "old");
        var post = store.Sign.Post(new PostPolicy("form/existing", Minutes));

        var response = await store.Sign.SendFormAsync(post.Url, post.Fields, Hello, headers: new NameValue("If-None-Match", "*"));

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        Assert.Equal("hello", await store.GetTextAsync("form/existing"));
    }

    [Fact]
    public async Task Post_FieldsOver20Kilobytes_AreRefused()
    {
        var post = store.Sign.Post(new PostPolicy("form/fields", Minutes));

        await (await store.Sign.SendFormAsync(post.Url, [.. post.Fields, new NameValue("x-ignore", new string('a', 21 * 1024))], Hello))
            .RefusedAsync(400, "MaxPostPreDataLengthExceeded");
    }

    [Fact]
    public async Task Post_ChecksumField_IsVerified()
    {
        var right = await PostAsync(new PostPolicy("form/sum", Minutes, [new NameValue("x-amz-checksum-crc32", "NhCmhg==")]));
        var wrong = await PostAsync(new PostPolicy("form/sum", Minutes, [new NameValue("x-amz-checksum-crc32", "AAAAAA==")]));

        Assert.Equal(HttpStatusCode.NoContent, right.StatusCode);
        await wrong.RefusedAsync(400, "BadDigest");
    }

    [Theory]
    [InlineData("--b\r\nContent-Disposition: form-data; name=\"key\"\r\n\r\na\r\n--b--\r\n", "InvalidArgument")]
    [InlineData("no boundary at all", "MalformedPOSTRequest")]
    [InlineData("--b\r\nContent-Disposition: form-data\r\n\r\na\r\n--b--\r\n", "MalformedPOSTRequest")]
    public async Task Post_InvalidForm_IsRefused(string body, string code)
    {
        using var content = new StringContent(body);
        content.Headers.ContentType = System.Net.Http.Headers.MediaTypeHeaderValue.Parse("multipart/form-data; boundary=b");

        var response = await store.Http.PostAsync($"{store.Server.Endpoint}/media", content, TestContext.Current.CancellationToken);

        await response.RefusedAsync(400, code);
    }

    [Fact]
    public async Task Post_TruncatedFile_IsRefusedAndLeavesNothing()
    {
        var post = store.Sign.Post(new PostPolicy("form/cut", Minutes));
        var body = string.Concat(post.Fields.Select(f => $"--b\r\nContent-Disposition: form-data; name=\"{f.Name}\"\r\n\r\n{f.Value}\r\n"))
            + "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\nhalf a fi";
        using var content = new StringContent(body);
        content.Headers.ContentType = System.Net.Http.Headers.MediaTypeHeaderValue.Parse("multipart/form-data; boundary=b");
        var bodies = store.BodyCount();

        await (await store.Http.PostAsync(post.Url, content, TestContext.Current.CancellationToken)).RefusedAsync(400, "MalformedPOSTRequest");

        await store.AssertMissingAsync("form/cut");
        Assert.Equal(bodies, store.BodyCount());
    }

    private async Task<HttpResponseMessage> PostAsync(PostPolicy policy, byte[]? file = null)
    {
        var post = store.Sign.Post(policy);
        return await store.Sign.SendFormAsync(post.Url, post.Fields, file ?? Hello);
    }
}
