using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using PresignKit.SigV4.Signing;

namespace PresignKit.SigV4.Tests.Suites;

/// <summary>The examples in AWS's documentation.</summary>
public class AwsDocumentationTests
{
    private static readonly Dictionary<string, JsonElement> Vectors =
        VectorFiles.Read<JsonElement>("aws-docs.json").GetProperty("vectors").EnumerateArray().ToDictionary(v => v.GetProperty("id").GetString()!);

    [Fact]
    public void File_Always_ContainsEightExamples() => Assert.Equal(8, Vectors.Count);

    [Fact]
    public void Presign_DocumentedGet_MatchesEveryStepAndTheUrl()
    {
        var expected = Vectors["DOC-presign-get"].GetProperty("expected");
        var input = VectorFiles.Convert<GoldenInput>(Vectors["DOC-presign-get"].GetProperty("input"));

        var trace = SigningTrace.Of(input.Presigner(), input.Request());

        Assert.Equal(expected.GetProperty("canonicalRequest").GetString(), trace.CanonicalRequest);
        Assert.Equal(expected.GetProperty("stringToSign").GetString(), trace.StringToSign);
        Assert.Equal(expected.GetProperty("signature").GetString(), trace.Signature);
        Assert.Equal(expected.GetProperty("url").GetString(), trace.Url);
    }

    [Theory]
    [InlineData("DOC-header-get-range")]
    [InlineData("DOC-header-put")]
    [InlineData("DOC-header-get-lifecycle")]
    [InlineData("DOC-header-list")]
    public void SignAndVerify_DocumentedHeaderExample_MatchesEveryStep(string id)
    {
        var input = Vectors[id].GetProperty("input");
        var expected = Vectors[id].GetProperty("expected");
        string Text(string name) => input.GetProperty(name).GetString()!;
        var credentials = new SigV4Credentials(Text("accessKeyId"), Text("secretAccessKey"));
        var date = Golden.ParseDate(Text("date"));
        NameValue[] query = [.. input.GetProperty("query").EnumerateArray().Select(p => new NameValue(p[0].GetString()!, p[1].GetString()!))];
        NameValue[] headers = [.. input.GetProperty("headers").EnumerateObject().Select(h => new NameValue(h.Name, h.Value.GetString()!))];

        var trace = SigningTrace.Of(new HeaderSigner(credentials, "us-east-1"), Text("method"), Text("path"), query, headers, Text("payloadHash"), date);

        Assert.Equal(
            expected.GetProperty("canonicalRequestSha256").GetString(),
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(trace.CanonicalRequest))));
        Assert.Equal(expected.GetProperty("signature").GetString(), trace.Signature);

        var target = Text("path").Replace("$", "%24", StringComparison.Ordinal) + "?" + string.Join('&', query.Select(p => $"{p.Name}={p.Value}"));
        var verification = new SigV4Verifier(_ => credentials, "us-east-1")
            .VerifyHeaders(new WireRequest(Text("method"), target, [.. headers, new NameValue("Authorization", trace.Url)]), date);
        Assert.Equal(SigV4Failure.None, verification.Failure);
        Assert.Equal(Text("payloadHash"), verification.PayloadHash);
    }

    [Fact]
    public void VerifyPost_DocumentedForm_IsVerified()
    {
        var input = Vectors["DOC-post"].GetProperty("input");
        var expected = Vectors["DOC-post"].GetProperty("expected");
        var credentials = new SigV4Credentials(input.GetProperty("accessKeyId").GetString()!, input.GetProperty("secretAccessKey").GetString()!);
        var policy = expected.GetProperty("policyBase64").GetString()!;
        var signature = expected.GetProperty("signature").GetString()!;

        Assert.Equal(signature, PostPolicySigner.SignatureOf(SigningKey.Derive(credentials, "20151229", "us-east-1", "s3"), policy));

        NameValue[] form =
        [
            new("key", "user/user1/photo.jpg"), new("acl", "public-read"), new("policy", policy),
            new("success_action_redirect", "http://sigv4examplebucket.s3.amazonaws.com/successful_upload.html"),
            new("Content-Type", "image/jpeg"), new("x-amz-meta-uuid", "14365123651274"), new("x-amz-server-side-encryption", "AES256"),
            new("X-Amz-Credential", "AKIAIOSFODNN7EXAMPLE/20151229/us-east-1/s3/aws4_request"), new("X-Amz-Algorithm", "AWS4-HMAC-SHA256"),
            new("X-Amz-Date", "20151229T000000Z"), new("x-amz-meta-tag", ""), new("X-Amz-Signature", signature),
        ];
        var now = Golden.ParseDate("20151229T000100Z");
        Assert.Equal(SigV4Failure.None, new SigV4Verifier(_ => credentials, "us-east-1").VerifyPost(form, now).Failure);
        Assert.True(PostPolicyDocument.TryParse(policy, out var document));
        Assert.Equal(PostPolicyFailure.None, document.Evaluate("sigv4examplebucket", form, "photo.jpg", now).Failure);
    }

    [Theory]
    [InlineData("DOC-signing-key-20120215")]
    [InlineData("DOC-signing-key-20150830")]
    public void DeriveBytes_DocumentedSecret_ReturnsDocumentedKey(string id)
    {
        string Text(string name) => Vectors[id].GetProperty("input").GetProperty(name).GetString()!;

        var key = SigningKey.DeriveBytes(Encoding.UTF8.GetBytes(Text("secretAccessKey")), Text("day"), Text("region"), Text("service"));

        Assert.Equal(Vectors[id].GetProperty("expected").GetProperty("signature").GetString(), Convert.ToHexStringLower(key));
    }
}
