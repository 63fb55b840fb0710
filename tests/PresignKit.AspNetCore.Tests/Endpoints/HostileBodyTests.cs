using System.Net;
using System.Net.Http.Headers;
using System.Text;
using PresignKit.AspNetCore.Tests.Fakes;

namespace PresignKit.AspNetCore.Tests.Endpoints;

/// <summary>Whatever a body contains, no route of slots fails, says anything about the token, or leaves anything behind.</summary>
public sealed class HostileBodyTests
{
    private static readonly string[] Routes = ["", "/parts", "/uploaded", "/renew", "/complete", "/abort"];

    public static TheoryData<string, string> Bodies { get; } = new(
        ("numbers too large", """{"token":"$","numbers":[99999999999999999999]}"""),
        ("numbers at the edge", """{"token":"$","numbers":[2147483647,-2147483648,0]}"""),
        ("numbers with a fraction", """{"token":"$","numbers":[1.0]}"""),
        ("numbers as text", """{"token":"$","numbers":["1"]}"""),
        ("numbers with null", """{"token":"$","numbers":[1,null]}"""),
        ("numbers null", """{"token":"$","numbers":null}"""),
        ("numbers an object", """{"token":"$","numbers":{"length":1}}"""),
        ("numbers deep", $$"""{"token":"$","numbers":{{new string('[', 4000)}}"""),
        ("numbers many", $$"""{"token":"$","numbers":[{{Long("1", 5000)}}]}"""),
        ("token of half a character", """{"token":"\ud800","numbers":[1]}"""),
        ("token with a null character", """{"token":"$\u0000","numbers":[1]}"""),
        ("token twice", """{"token":"$","token":"$","numbers":[1]}"""),
        ("token of a number", """{"token":1,"numbers":[1]}"""),
        ("unknown name of half a character", """{"\ud800":1,"token":"$","numbers":[1],"policy":"video"}"""),
        ("checksums an array", """{"token":"$","transferChecksums":[]}"""),
        ("checksums empty", """{"token":"$","transferChecksums":{}}"""),
        ("algorithm a number", """{"token":"$","transferChecksums":{"algorithm":0,"parts":[""]}}"""),
        ("algorithm a number as text", """{"token":"$","transferChecksums":{"algorithm":"0","parts":[""]}}"""),
        ("algorithm two", """{"token":"$","transferChecksums":{"algorithm":"md5, crc64Nvme","parts":[""]}}"""),
        ("algorithm null", """{"token":"$","transferChecksums":{"algorithm":null,"parts":[""]}}"""),
        ("algorithm in another case", """{"token":"$","transferChecksums":{"algorithm":"Crc64NVME","parts":[""]}}"""),
        ("parts null", """{"token":"$","transferChecksums":{"algorithm":"md5","parts":null}}"""),
        ("parts with null", """{"token":"$","transferChecksums":{"algorithm":"md5","parts":[null]}}"""),
        ("parts with half a character", """{"token":"$","transferChecksums":{"algorithm":"md5","parts":["\ud800"]}}"""),
        ("parts empty", """{"token":"$","transferChecksums":{"algorithm":"md5","parts":[]}}"""),
        ("parts too long", $$"""{"token":"$","transferChecksums":{"algorithm":"md5","parts":["{{new string('A', 4000)}}"] } }"""),
        ("parts 10,000", $$"""{"token":"$","transferChecksums":{"algorithm":"md5","parts":[{{Long("\"AAAAAAAAAAAAAAAAAAAAAA==\"", 10_000)}}] } }"""),
        ("parts 40,000 nulls", $$"""{"token":"$","transferChecksums":{"algorithm":"md5","parts":[{{Long("null", 40_000)}}] } }"""),
        ("half a megabyte", $$"""{"token":"$","numbers":[1],"x":"{{new string('x', 500_000)}}"}"""),
        ("transports with null", """{"policy":"video","fileName":"a.mp4","size":64,"transports":[null]}"""),
        ("transports nested", """{"policy":"video","fileName":"a.mp4","size":64,"transports":[["put"]]}"""),
        ("transports an object", """{"policy":"video","fileName":"a.mp4","size":64,"transports":{"put":true}}"""),
        ("transports of half a character", """{"policy":"video","fileName":"a.mp4","size":64,"transports":["\udc00"]}"""),
        ("size at the edge", """{"policy":"video","fileName":"a.mp4","size":9223372036854775807,"transports":["multipart"]}"""),
        ("size negative", """{"policy":"video","fileName":"a.mp4","size":-9223372036854775808,"transports":["multipart"]}"""),
        ("size beyond", """{"policy":"video","fileName":"a.mp4","size":9223372036854775808,"transports":["multipart"]}"""),
        ("two values", """{"token":"$","numbers":[1]}{}"""),
        ("a mark first", "\ufeff{\"token\":\"$\""),
        ("null", "null"),
        ("nothing", ""),
        ("only a quotation mark", "\""));

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task AnyRoute_HostileBody_IsRefusedAndChangesNothing(string name, string body)
    {
        await using var app = await TestApp.StartAsync(setup => setup.Video = policy => policy.MaximumSize = 20_000_000);
        var slot = await app.OpenAsync(new { policy = "video", fileName = "a.mp4", contentType = "video/mp4", size = 64, transports = new[] { "multipart" } });
        var token = slot.GetProperty("token").GetString()!;
        foreach (var route in Routes.Where(route => !IsMeantFor(name, route)))
        {
            using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body.Replace("$", token, StringComparison.Ordinal)));
            content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            using var answer = await app.Client.PostAsync(new Uri("/files/slots" + route, UriKind.Relative), content, TestContext.Current.CancellationToken);

            var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            Assert.True(answer.StatusCode < HttpStatusCode.InternalServerError, $"{route} {(int)answer.StatusCode} {text}");
            Assert.True(answer.StatusCode >= HttpStatusCode.BadRequest, $"{route} {(int)answer.StatusCode} {text}");
            Assert.Contains("\"code\"", text, StringComparison.Ordinal);
            Assert.DoesNotContain(token[..32], text, StringComparison.Ordinal);
        }

        Assert.DoesNotContain(app.Logs.Lines, line => line.Text.Contains(token[..32], StringComparison.Ordinal));
        Assert.Equal((1, 0), (app.Store.OpenUploads, app.Store.Stored.Count));
    }

    private static string Long(string item, int count) => string.Join(',', Enumerable.Repeat(item, count));

    // Unknown fields are ignored, so a field that is hostile to one route is none to another one.
    private static bool IsMeantFor(string name, string route) =>
        (name.StartsWith("numbers", StringComparison.Ordinal) && name != "numbers deep" && route is "/uploaded" or "/renew" or "/abort")
        || (IsOfCompletion(name) && route is "/uploaded" or "/renew" or "/abort")
        || (name.StartsWith("unknown", StringComparison.Ordinal) && route is not "");

    private static bool IsOfCompletion(string name) =>
        name.StartsWith("checksums", StringComparison.Ordinal) || name.StartsWith("algorithm", StringComparison.Ordinal)
        || name.StartsWith("parts", StringComparison.Ordinal);
}
