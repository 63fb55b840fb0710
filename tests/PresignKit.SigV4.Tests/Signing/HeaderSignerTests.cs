namespace PresignKit.SigV4.Tests.Signing;

/// <summary>What a header signer refuses, before any work is done.</summary>
public class HeaderSignerTests
{
    private static readonly HeaderSigner Signer = new(new SigV4Credentials("AKIDEXAMPLE", "secret"), "us-east-1");
    private static readonly NameValue[] Host = [new("Host", "localhost")];

    [Fact]
    public void Sign_Request_ListsCredentialAndHeadersInOrder() => Assert.StartsWith(
        "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/19700101/us-east-1/s3/aws4_request, SignedHeaders=a;host, Signature=",
        Signer.Sign("GET", "/", [], [.. Host, new("A", "1")], "UNSIGNED-PAYLOAD", DateTimeOffset.UnixEpoch), StringComparison.Ordinal);

    [Fact]
    public void Sign_PartsThatCannotBeSigned_AreRefused()
    {
        static void AssertRefused(
            string method = "GET",
            string path = "/",
            NameValue[]? query = null,
            NameValue[]? headers = null,
            string payloadHash = "UNSIGNED-PAYLOAD") =>
            Assert.ThrowsAny<ArgumentException>(() => Signer.Sign(method, path, query, headers ?? Host, payloadHash, DateTimeOffset.UnixEpoch));

        AssertRefused(method: "get");
        AssertRefused(path: "");
        AssertRefused(path: "x");
        AssertRefused(path: "/\uD800");
        AssertRefused(query: [new("X-Amz-Signature", "1")]);
        AssertRefused(query: [new("a", "\uD800")]);
        AssertRefused(headers: []);
        AssertRefused(headers: [.. Host, new("a", "b\r\nc: d")]);
        AssertRefused(payloadHash: "abc");
    }
}
