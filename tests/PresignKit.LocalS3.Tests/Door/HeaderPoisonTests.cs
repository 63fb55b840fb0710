using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using PresignKit.SigV4;

namespace PresignKit.LocalS3.Tests.Door;

/// <summary>Values that a response header cannot carry: refused wherever they come in, and harmless where they are stored already.</summary>
public sealed partial class HeaderPoisonTests(StoreFixture store) : IClassFixture<StoreFixture>
{
    public static TheoryData<string, string> Poison => new()
    {
        { "x-amz-meta-a", "1\r\nX-Evil: 1" },
        { "x-amz-meta-a", "1\n" },
        { "x-amz-meta-a", "\0" },
        { "x-amz-meta-a", "\u007f" },
        { "x-amz-meta-a", "\u001b[31m" },
        { "x-amz-meta-a", "=?UTF-8?Q?1=0D=0AX-Evil:_1?=" },
        { "x-amz-meta-a\r\nx-evil", "1" },
        { "x-amz-meta-a b", "1" },
        { "x-amz-meta-a:b", "1" },
        { "x-amz-meta-ä", "1" },
        { "x-amz-tagging", "a=\r\n" },
    };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Poison))]
    public async Task SignedQuery_Poison_IsRefusedByEveryUpload(string name, string value)
    {
        await store.PutTextAsync("poison/source", "x");
        var bodies = store.BodyCount();
        NameValue poison = new(name, value);

        await Refused(await store.Sign.SendAsync("PUT", "poison/put", [1], query: [poison]));
        await Refused(await store.Sign.SendAsync("POST", "poison/put", [], query: [new("uploads", ""), poison]));
        await Refused(await store.Sign.SendAsync("PUT", "poison/put", [], query:
        [
            new("x-amz-copy-source", "media/poison/source"), new("x-amz-metadata-directive", "REPLACE"), new("x-amz-tagging-directive", "REPLACE"), poison,
        ]));

        await store.AssertMissingAsync("poison/put");
        Assert.Equal(bodies, store.BodyCount());

        static async Task Refused(HttpResponseMessage response)
        {
            Assert.Contains((await response.ErrorAsync()).Code(), new[] { "InvalidArgument", "InvalidTag" });
            Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        }
    }

    [Theory]
    [InlineData("x-amz-meta-a", "1\r\nX-Evil: 1")]
    [InlineData("Content-Type", "text/plain\r\nX-Evil: 1")]
    [InlineData("Cache-Control", "\u007f")]
    [InlineData("Content-Disposition", "\0")]
    [InlineData("Content-Encoding", "\n")]
    [InlineData("Content-Language", "\r")]
    [InlineData("Expires", "\u0001")]
    public async Task FormField_Poison_IsRefused(string name, string value)
    {
        var bodies = store.BodyCount();
        var post = store.Sign.Post(new PostPolicy("poison/form", TimeSpan.FromMinutes(1), conditions: [PostCondition.StartsWith(name, "")]));

        var response = await store.Sign.SendFormAsync(post.Url, [.. post.Fields, new NameValue(name, value)], [1]);

        await response.RefusedAsync(400, "InvalidArgument");
        await store.AssertMissingAsync("poison/form");
        Assert.Equal(bodies, store.BodyCount());
    }

    /// <summary>The examples of Amazon's documentation, "Working with object metadata".</summary>
    [Theory]
    [InlineData("AMAZONS3", "AMAZONS3")]
    [InlineData("ÄMÄZÕÑ S3", "=?UTF-8?B?w4PChE3Dg8KEWsODwpXDg8KRIFMz?=")]
    [InlineData("=?UTF-8?B?w4PChE3Dg8KEWsODwpXDg8KRIFMz?=", "=?UTF-8?B?w4PChE3Dg8KEWsODwpXDg8KRIFMz?=")]
    [InlineData("=?UTF-8?Q?AMAZONS3?=", "AMAZONS3")]
    public async Task Metadata_NotAscii_IsReturnedAsAmazonDocuments(string sent, string returned)
    {
        using var http = new HttpClient(new SocketsHttpHandler { RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8 });
        var sign = new SignedRequests(store.Server.Endpoint, http, TimeProvider.System);

        var put = await sign.SendAsync("PUT", "poison/letters", [1], headers: [new("x-amz-meta-letters", sent)]);
        var head = await store.Sign.SendAsync("HEAD", "poison/letters");

        Assert.Equal(HttpStatusCode.OK, put.StatusCode);
        Assert.Equal(returned, head.Headers.GetValues("x-amz-meta-letters").Single());
    }

    [Theory]
    [InlineData("日本", "=?UTF-8?B?5pel5pys?=")]
    [InlineData("Caf\u00e9 au lait", "=?UTF-8?Q?Caf=C3=A9_au_lait?=")]
    [InlineData("=?ISO-8859-1?Q?Caf=E9?=", "=?UTF-8?Q?Caf=C3=A9?=")]
    [InlineData("=?UTF-8?B?!!?= =?KOI8-R?Q?=C1?= =?UTF-8?Q?=4?=", "=?UTF-8?B?!!?==?KOI8-R?Q?=C1?==?UTF-8?Q?=4?=")]
    public async Task Metadata_NotAsciiInForm_IsUtf8(string sent, string returned)
    {
        var post = store.Sign.Post(new PostPolicy("poison/form-letters", TimeSpan.FromMinutes(1), [new("x-amz-meta-letters", sent)]));

        var response = await store.Sign.SendFormAsync(post.Url, post.Fields, [1]);
        var head = await store.Sign.SendAsync("HEAD", "poison/form-letters");

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        Assert.Equal(returned, head.Headers.GetValues("x-amz-meta-letters").Single());
    }

    /// <summary>Records of an older version, or edited by hand: what cannot be sent is left out, and nothing fails.</summary>
    [Fact]
    public async Task StoredPoison_OfEveryKind_FailsNoRequest()
    {
        await store.Sign.SendAsync("PUT", "poison/stored", Encoding.ASCII.GetBytes("hello"), headers:
        [
            new("Content-Type", "POISON/a"), new("Cache-Control", "POISON"), new("Content-Disposition", "POISON"), new("Content-Language", "POISON"),
            new("x-amz-meta-value", "POISON"), new("x-amz-meta-poison-name", "1"), new("x-amz-meta-fine", "2"), new("x-amz-tagging", "POISON=POISON"),
        ]);
        var cors = "<CORSConfiguration><CORSRule><AllowedOrigin>*</AllowedOrigin><AllowedMethod>GET</AllowedMethod>"
            + "<ExposeHeader>POISON</ExposeHeader></CORSRule></CORSConfiguration>";
        Assert.Equal(HttpStatusCode.OK, (await store.Sign.SendAsync("PUT", null, Encoding.ASCII.GetBytes(cors), query: [new("cors", "")])).StatusCode);
        var upload = await store.Client.InitiateMultipartUploadAsync(
            new() { BucketName = StoreFixture.Bucket, Key = "poison/parts", Metadata = { ["value"] = "POISON" } }, Cancellation);
        foreach (var record in Directory.EnumerateFiles(store.Directory, "*.json", SearchOption.AllDirectories))
        {
            var text = await File.ReadAllTextAsync(record, Cancellation);
            await File.WriteAllTextAsync(
                record,
                text.Replace("POISON", "a\\r\\nX-Evil: \\u0000", StringComparison.Ordinal).Replace("poison-name", "a\\r\\nb", StringComparison.Ordinal),
                Cancellation);
        }

        await store.RestartAsync();

        var get = await store.Sign.SendAsync("GET", "poison/stored", loose: [new("Origin", StoreFixture.Origin)]);
        Assert.Equal((HttpStatusCode.OK, "hello"), (get.StatusCode, await get.TextAsync()));
        Assert.Equal("2", get.Headers.GetValues("x-amz-missing-meta").Single());
        Assert.Equal("2", get.Headers.GetValues("x-amz-meta-fine").Single());
        Assert.False(get.Headers.Contains("X-Evil"));
        Assert.Contains(store.Logs.Lines, line => line.Contains("/media/poison/stored", StringComparison.Ordinal)
            && line.Contains("Cache-Control", StringComparison.Ordinal) && !line.Contains("X-Evil", StringComparison.Ordinal));

        var part = await store.Sign.SendAsync(
            "PUT", "poison/parts", new byte[10], query: [new("partNumber", "1"), new("uploadId", upload.UploadId)]);
        var complete = "<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>" + part.Headers.ETag!.Tag + "</ETag></Part></CompleteMultipartUpload>";
        HttpResponseMessage[] others =
        [
            part,
            await store.Sign.SendAsync("HEAD", "poison/stored"),
            await store.Sign.SendAsync("GET", "poison/stored", query: [new("tagging", "")]),
            await store.Sign.SendAsync("GET", "poison/stored", loose: [new("Range", "bytes=1-2")]),
            await store.Sign.SendAsync("GET", null, query: [new("list-type", "2")]),
            await store.Sign.SendAsync("GET", null),
            await store.Sign.SendAsync("GET", null, query: [new("uploads", "")]),
            await store.Sign.SendAsync("GET", "poison/parts", query: [new("uploadId", upload.UploadId)]),
            await store.Sign.SendAsync("PUT", "poison/copy", [], headers: [new("x-amz-copy-source", "media/poison/stored")]),
            await store.Sign.SendAsync("GET", "poison/copy"),
            await store.Sign.SendAsync("POST", "poison/parts", Encoding.ASCII.GetBytes(complete), query: [new("uploadId", upload.UploadId)]),
            await store.Sign.SendAsync("GET", "poison/parts"),
            await store.Sign.SendAsync("GET", null, query: [new("cors", "")]),
        ];
        Assert.All(others, response => Assert.InRange((int)response.StatusCode, 200, 206));
        await store.Sign.SendAsync("DELETE", null, query: [new("cors", "")]);
    }

    [Theory]
    [InlineData("X-A\r\nX-Evil: 1")]
    [InlineData("X A")]
    [InlineData("")]
    public async Task Cors_ExposeHeaderThatIsNoName_IsRefused(string header)
    {
        var cors = "<CORSConfiguration><CORSRule><AllowedOrigin>*</AllowedOrigin><AllowedMethod>GET</AllowedMethod>"
            + $"<ExposeHeader>{header}</ExposeHeader></CORSRule></CORSConfiguration>";

        await (await store.Sign.SendAsync("PUT", null, Encoding.ASCII.GetBytes(cors), query: [new("cors", "")])).RefusedAsync(400, "MalformedXML");
    }

    /// <summary>What CORS echoes comes from anybody, without a signature.</summary>
    [Theory]
    [InlineData("Origin: http://app.test:5080\r\nAccess-Control-Request-Method: PUT\r\nAccess-Control-Request-Headers: a\u0001b", "400")]
    [InlineData("Origin: http://app.test:5080\r\nAccess-Control-Request-Method: PUT\r\nAccess-Control-Request-Headers: a b", "400")]
    [InlineData("Origin: http://app.test\u0001:5080\r\nAccess-Control-Request-Method: PUT", "400")]
    [InlineData("Origin: http://app.test:5080\r\nAccess-Control-Request-Method: P\u0001T", "403")]
    public async Task Preflight_WithControlCharacters_IsRefused(string headers, string status)
    {
        var answer = await RawConnection.ExchangeAsync(
            store.Server.Endpoint, $"OPTIONS /media/a HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{headers}\r\n\r\n");

        Assert.StartsWith($"HTTP/1.1 {status}", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Log_ErrorThatNamesAFieldWithLineBreaks_StaysOnOneLine()
    {
        var post = store.Sign.Post(new PostPolicy("poison/log", TimeSpan.FromMinutes(1)));
        var fields = string.Concat(post.Fields.Select(f => $"--b\r\nContent-Disposition: form-data; name=\"{f.Name}\"\r\n\r\n{f.Value}\r\n"))
            + "--b\r\nContent-Disposition: form-data; name=\"forged\u0085\u2028Error: all is lost\"\r\n\r\n1\r\n"
            + "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\nx\r\n--b--\r\n";
        using var content = new StringContent(fields);
        content.Headers.ContentType = System.Net.Http.Headers.MediaTypeHeaderValue.Parse("multipart/form-data; boundary=b");

        await (await store.Http.PostAsync(post.Url, content, Cancellation)).RefusedAsync(403, "AccessDenied");

        Assert.Contains(store.Logs.Lines, line => line.Contains("Extra input fields: forged", StringComparison.Ordinal));
        Assert.DoesNotContain(
            store.Logs.Lines, line => LineBreak().IsMatch(line.Split(" [", StringSplitOptions.None)[0]) && line.Contains("forged", StringComparison.Ordinal));
    }

    [GeneratedRegex("[\u0085\u2028\r\n]")]
    private static partial Regex LineBreak();
}
