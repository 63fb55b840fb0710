using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using PresignKit.SigV4;

namespace PresignKit.LocalS3.Tests.Http;

/// <summary>The XML of a request is refused as S3 does if it is more than the operation allows, within milliseconds.</summary>
public sealed class XmlBodyTests(StoreFixture store) : IClassFixture<StoreFixture>
{
    // In quadratic time it takes minutes, in linear time milliseconds. The bound is far above that, for a busy machine.
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(1);

    public static TheoryData<string> Operations => ["delete", "cors", "uploadId"];

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Body_NestedTwoHundredThousandDeep_IsMalformedAtOnce(string operation)
    {
        var text = new StringBuilder(Root(operation)).Insert(Root(operation).Length, "<a>", 200_000);
        text.Insert(text.Length, "</a>", 200_000);
        var watch = Stopwatch.StartNew();

        await (await SendAsync(operation, $"{text}")).RefusedAsync(400, "MalformedXML");

        Assert.InRange(watch.Elapsed, TimeSpan.Zero, Soon);
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Body_WithADtd_IsMalformed(string operation) =>
        await (await SendAsync(operation, $"<!DOCTYPE a [<!ENTITY e 'x'>]>{Root(operation)}")).RefusedAsync(400, "MalformedXML");

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Body_NotUtf8_IsMalformed(string operation) =>
        await (await SendAsync(operation, [.. Encoding.ASCII.GetBytes(Root(operation)), 0xC3, 0x28])).RefusedAsync(400, "MalformedXML");

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Body_LargerThanAnyDocument_IsTooLarge(string operation)
    {
        var text = Root(operation) + new string(' ', 4 * 1024 * 1024);

        await (await SendAsync(operation, text)).RefusedAsync(400, "EntityTooLarge");
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Body_RandomlyChanged_IsAnsweredAsXmlOrRefused(string operation)
    {
        var random = new Random(20261129);
        var sample = operation switch
        {
            "delete" => "<Delete><Quiet>true</Quiet><Object><Key>a &amp; b</Key></Object></Delete>",
            "cors" => "<CORSConfiguration><CORSRule><AllowedOrigin>*</AllowedOrigin><AllowedMethod>GET</AllowedMethod></CORSRule></CORSConfiguration>",
            _ => "<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>\"a\"</ETag></Part></CompleteMultipartUpload>",
        };
        for (var i = 0; i < 200; i++)
        {
            var bytes = Encoding.UTF8.GetBytes(sample);
            for (var changes = random.Next(1, 4); changes > 0; changes--)
            {
                bytes[random.Next(bytes.Length)] = (byte)"<>&;'\"/=![]?-\0\u00FFa"[random.Next(16)];
            }

            var response = await SendAsync(operation, bytes);

            Assert.InRange((int)response.StatusCode, 200, 499);
        }
    }

    [Fact]
    public async Task DeleteObjects_OfMoreThanAThousandKeys_IsMalformed()
    {
        static string Keys(int count) => $"<Delete>{string.Concat(Enumerable.Range(0, count).Select(i => $"<Object><Key>k{i}</Key></Object>"))}</Delete>";

        Assert.Equal(HttpStatusCode.OK, (await SendAsync("delete", Keys(1000))).StatusCode);
        await (await SendAsync("delete", Keys(1001))).RefusedAsync(400, "MalformedXML");
        await (await SendAsync("delete", Keys(100_000))).RefusedAsync(400, "MalformedXML");
    }

    /// <summary>The key of 1,024 bytes is the longest; the one that is longer does not keep the others from being deleted.</summary>
    [Theory]
    [InlineData("")]
    [InlineData("<Quiet>true</Quiet>")]
    public async Task DeleteObjects_OneKeyTooLong_IsAnErrorOfThatKeyOnly(string quiet)
    {
        var (longest, tooLong) = (new string('k', 1024), new string('ü', 512) + "x");
        await store.PutTextAsync(longest, "1");

        var response = await SendAsync("delete", $"<Delete>{quiet}<Object><Key>{tooLong}</Key></Object><Object><Key>{longest}</Key></Object></Delete>");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var result = await response.TextAsync();
        Assert.Contains(
            $"<Error><Key>{tooLong}</Key><Code>KeyTooLongError</Code><Message>Your key is too long</Message></Error>", result, StringComparison.Ordinal);
        Assert.Equal(quiet.Length == 0, result.Contains($"<Deleted><Key>{longest}</Key></Deleted>", StringComparison.Ordinal));
        await store.AssertMissingAsync(longest);
    }

    [Fact]
    public async Task DeleteObjects_KeyWithCommentsInIt_IsOneKey()
    {
        await store.Sign.SendAsync("PUT", "xml/ab", [1]);

        await SendAsync("delete", "<Delete><Object><Key>xml/a<!-- x --><![CDATA[b]]></Key></Object></Delete>");

        Assert.Equal(HttpStatusCode.NotFound, (await store.Sign.SendAsync("GET", "xml/ab")).StatusCode);
    }

    [Fact]
    public async Task CompleteMultipartUpload_WithTenThousandPartsAndChecksums_IsRead()
    {
        var parts = string.Concat(Enumerable.Range(1, 10_000).Select(i =>
            $"\n  <Part>\n    <PartNumber>{i}</PartNumber>\n    <ETag>\"{i:x32}\"</ETag>\n    <ChecksumCRC32>AAAAAA==</ChecksumCRC32>\n  </Part>"));

        // It is read as far as the upload, which does not exist.
        await (await SendAsync("uploadId", $"<CompleteMultipartUpload>{parts}\n</CompleteMultipartUpload>")).RefusedAsync(404, "NoSuchUpload");
    }

    private static string Root(string operation) => operation switch
    {
        "delete" => "<Delete>",
        "cors" => "<CORSConfiguration>",
        _ => "<CompleteMultipartUpload>",
    };

    private Task<HttpResponseMessage> SendAsync(string operation, string body) => SendAsync(operation, Encoding.UTF8.GetBytes(body));

    private Task<HttpResponseMessage> SendAsync(string operation, byte[] body)
    {
#pragma warning disable CA5351 // Content-MD5 is MD5.
        NameValue[] digest = [new("content-md5", Convert.ToBase64String(MD5.HashData(body)))];
#pragma warning restore CA5351
        return operation switch
        {
            "cors" => store.Sign.SendAsync("PUT", null, body, digest, query: [new("cors", "")]),
            "delete" => store.Sign.SendAsync("POST", null, body, digest, query: [new("delete", "")]),
            _ => store.Sign.SendAsync("POST", "xml/upload", body, query: [new("uploadId", "0123456789abcdef0123456789abcdef")]),
        };
    }
}
