using System.Text;
using System.Xml.Linq;
using PresignKit.SigV4;

namespace PresignKit.LocalS3.Tests.Door;

/// <summary>Keys with characters that XML changes or cannot carry.</summary>
public sealed class UnusualKeyTests(StoreFixture store) : IClassFixture<StoreFixture>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("cr\rkey")]
    [InlineData("crlf\r\nkey")]
    [InlineData("tab\tkey")]
    [InlineData("\rcr")]
    public async Task Key_WithCarriageReturn_IsTheSameInEveryAnswer(string name)
    {
        var key = $"unusual/{name.Length}/{name}";
        await store.PutTextAsync(key, "x");
        var upload = await store.Client.InitiateMultipartUploadAsync(StoreFixture.Bucket, key, Cancellation);
        var delete = $"<Delete><Object><Key>{key.Replace("\r", "&#13;", StringComparison.Ordinal)}</Key></Object></Delete>";

        Assert.Contains(key, await KeysAsync("GET", null, "prefix=unusual/"));
        Assert.Contains(key, await KeysAsync("GET", null, "list-type=2&prefix=unusual/"));
        Assert.Contains(key, await KeysAsync("GET", null, "uploads=&prefix=unusual/"));
        Assert.Contains(key, await KeysAsync("GET", key, $"uploadId={upload.UploadId}"));
        Assert.Contains(
            Uri.EscapeDataString(key).Replace("%2F", "/", StringComparison.Ordinal),
            await KeysAsync("GET", null, "uploads=&prefix=unusual/&encoding-type=url"));
        Assert.Equal([key], await KeysAsync("POST", null, "delete=", delete));
        Assert.Equal([key], await KeysAsync("GET", key, ""));
        await store.Client.AbortMultipartUploadAsync(StoreFixture.Bucket, key, upload.UploadId, Cancellation);
    }

    /// <summary>As on S3, the reference is written all the same; a strict parser needs encoding-type=url.</summary>
    [Theory]
    [InlineData("a\u0001b", "a&#x1;b", "a%01b")]
    [InlineData("a\u001fb", "a&#x1F;b", "a%1Fb")]
    public async Task Key_WithCharactersThatXmlCannotCarry_IsListedAsReferenceOrEncoded(string key, string reference, string encoded)
    {
        await store.PutTextAsync("control/" + key, "x");

        Assert.Contains($"<Key>control/{reference}</Key>", await TextAsync("prefix=control/"), StringComparison.Ordinal);
        Assert.Contains($"<Key>control/{encoded}</Key>", await TextAsync("prefix=control/&encoding-type=url"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task DeleteObjects_MoreThan1000Keys_IsRefused()
    {
        var delete = $"<Delete>{string.Concat(Enumerable.Range(0, 1001).Select(i => $"<Object><Key>{i}</Key></Object>"))}</Delete>";

        await (await store.Sign.SendAsync("POST", null, Encoding.ASCII.GetBytes(delete), query: [new("delete", "")])).RefusedAsync(400, "MalformedXML");
    }

    [Theory]
    [InlineData("/media/%C0%AF")]
    [InlineData("/media/%ED%A0%80")]
    [InlineData("/media/a%00b")]
    [InlineData("/media/%F4%90%80%80")]
    public async Task Key_ThatIsNoUtf8_IsRefused(string target) =>
        Assert.StartsWith(
            "HTTP/1.1 400",
            await RawConnection.ExchangeAsync(store.Server.Endpoint, $"GET {target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"),
            StringComparison.Ordinal);

    private static NameValue[] Query(string query) => query.Split('&', StringSplitOptions.RemoveEmptyEntries)
        .Select(pair => new NameValue(pair.Split('=')[0], pair.Split('=')[1])).ToArray();

    private async Task<string> TextAsync(string query) => await (await store.Sign.SendAsync("GET", null, query: Query(query))).TextAsync();

    private async Task<IReadOnlyList<string>> KeysAsync(string method, string? key, string query, string? body = null)
    {
        var response = await store.Sign.SendAsync(method, key, body is null ? null : Encoding.UTF8.GetBytes(body), query: Query(query));
        return XElement.Parse(await response.TextAsync()).Descendants().Where(e => e.Name.LocalName == "Key").Select(e => e.Value).ToList();
    }
}
