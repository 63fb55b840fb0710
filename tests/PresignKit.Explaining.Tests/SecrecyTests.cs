using System.Diagnostics;
using System.Reflection;
using System.Text.Json;
using PresignKit.SigV4;

namespace PresignKit.Explaining.Tests;

/// <summary>No form of an explanation contains the secret, the session token, a signature, or anything else that grants access.</summary>
public class SecrecyTests
{
    private const string CustomerKey = "Y3VzdG9tZXIta2V5LW9mLTMyLWJ5dGVzLWxvbmchIQ==";
    private const string Bearer = "eyJhbGciOiJIUzI1NiJ9.of-the-application";

    private static readonly string Url = Refused.Get(Refused.Temporary);

    public static TheoryData<string, string> Faults => new()
    {
        { "as signed", Url },
        { "cut in the signature", Url[..^8] },
        { "signature in upper case", Url[..^64] + Url[^64..].ToUpperInvariant() },
        { "signature twice", Url + Url[^64..] },
        { "escaped", Url.Replace("&", "&amp;", StringComparison.Ordinal) },
        {
            "encoded as a whole",
            "https://files.example.com/" + Url.Replace("?", "%3F", StringComparison.Ordinal).Replace("&", "%26", StringComparison.Ordinal) },
        { "names in lower case", Url.Replace("X-Amz-", "x-amz-", StringComparison.Ordinal) },
        { "signature under another name", Url.Replace("X-Amz-Signature", "X-Amz-Sig", StringComparison.Ordinal) },
        { "token in the path", Url.Replace("video.mp4", Refused.Token, StringComparison.Ordinal) },
        { "no question mark", Url.Replace("?", "/", StringComparison.Ordinal) },
        { "fragment", Url.Replace("?", "#", StringComparison.Ordinal) },
    };

    [Fact]
    public void Serialize_EndpointWithUserInformation_OmitsIt()
    {
        var json = System.Text.Json.JsonSerializer
            .Serialize(new S3Refusal { Method = "PATCH", Url = Url, Endpoint = "https://root:of-the-proxy@files.example.com" });

        Assert.Contains("PATCH", json, StringComparison.Ordinal);
        Assert.DoesNotContain("of-the-proxy", json, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public void Explain_AnyFault_ShowsNoSecret(string fault, string url)
    {
        string[] codes =
        [
            "SignatureDoesNotMatch", "AccessDenied", "InvalidToken", "InvalidArgument", "NoSuchBucket", "NoSuchKey", "AuthorizationQueryParametersError",
            "KeyTooLongError",
        ];
        foreach (var code in codes)
        {
            foreach (var credentials in (SigV4Credentials?[])[null, Refused.Temporary, Refused.Static])
            {
                AssertSecret(fault, Refusal(url, code, credentials));
            }
        }
    }

    [Fact]
    public void S3Refusal_InEveryForm_ShowsNoSecret()
    {
        var refusal = Refusal(Url, "SignatureDoesNotMatch", Refused.Temporary);

        AssertHides(Url, [$"{refusal}", JsonSerializer.Serialize(refusal)]);
        foreach (var type in (Type[])[typeof(S3Refusal), typeof(RefusalExplanation)])
        {
            Assert.Contains(type.GetCustomAttribute<DebuggerDisplayAttribute>()!.Value, (string[])["{ToString(),nq}", "{Cause}"]);
        }
    }

    [Fact]
    public void S3Refusal_BrokenUrl_ShowsNeitherItsQueryNorUserInformation()
    {
        foreach (var url in (string[])
        [
            Url.Replace("?", "%3F", StringComparison.Ordinal).Replace("&", "%26", StringComparison.Ordinal), Url.Replace(
                "?",
                "&",
                StringComparison.Ordinal), Url.Replace("?", "#", StringComparison.Ordinal),
            Url.Replace("://", "://user:of-the-proxy@", StringComparison.Ordinal),
        ])
        {
            var text = $"{Refusal(url, "SignatureDoesNotMatch", credentials: null)}";
            AssertHides(Url, [text]);
            Assert.DoesNotContain("of-the-proxy", text, StringComparison.Ordinal);
            Assert.StartsWith("PUT https://s3.eu-central-1.amazonaws.com/media/a/video.mp4", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Explain_ControlCharactersInStoreMessage_AreReplaced()
    {
        var explanation = Refused.Explain(
            new() { Method = "GET", Url = Url, Status = 400, ErrorXml = Refused.Error("KeyTooLongError", "long\u0085 \u009B31m") });

        Assert.DoesNotContain("\u009B", $"{explanation}", StringComparison.Ordinal);
    }

    [Fact]
    public void Explain_FormWithToken_ShowsNeitherPolicyNorToken()
    {
        var form = new SigV4.PostPolicySigner(
            BucketEndpoint.Create("https://files.example.com", "media", BucketAddressing.Path),
            Refused.Temporary,
            "auto")
            .Sign(new("a/video.mp4", TimeSpan.FromMinutes(5)), Refused.Now);
        var fields = form.Fields.Select(field => field.Name == "x-amz-security-token" ? new NameValue(field.Name, Refused.Token + "x") : field).ToList();

        var explanation = Refused.Explain(new()
        {
            Method = "POST",
            Url = form.Url,
            FormFields = fields,
            Status = 403,
            ErrorXml = Refused.Error("AccessDenied"),
            Credentials = Refused.Temporary,
        });

        Assert.Equal(RefusalCodes.SessionTokenAltered, explanation.Cause!.Code);
        foreach (var field in form.Fields.Where(field => field.Name is "policy" or "x-amz-signature" or "x-amz-security-token"))
        {
            Assert.DoesNotContain(field.Value, $"{explanation} {JsonSerializer.Serialize(explanation)}", StringComparison.Ordinal);
        }
    }

    private static S3Refusal Refusal(string url, string code, SigV4Credentials? credentials) => new()
    {
        Method = "PUT",
        Url = url,
        Headers =
        [
            new("Authorization", $"Bearer {Bearer}"), new("Cookie", $"session={Bearer}"), new("x-amz-server-side-encryption-customer-key", CustomerKey),
            new("x-amz-security-token", Refused.Token),
        ],
        Status = 403,
        ErrorXml = Refused.Error(
            code, $"Bad {Refused.Signature(Url)} {Refused.Token}",
            ("SignatureProvided", Refused.Signature(Url)), ("BucketName", Refused.Token), ("ArgumentValue", Refused.Signature(Url)), ("Endpoint", Refused
                .Token),
            ("CanonicalRequest", $"PUT\n/media/{Refused.Token}\nX-Amz-Security-Token={Refused.Token}\nhost:{Refused.Signature(Url)}\n"
                    + $"x-amz-security-token:{Refused.Token}\n\nhost\nUNSIGNED-PAYLOAD")),
        IssuedMethod = "GET",
        IssuedUrl = Url,
        IssuedHeaders = [new("x-amz-server-side-encryption-customer-key", CustomerKey)],
        Credentials = credentials,
        Endpoint = "https://files.example.com",
    };

    private static void AssertSecret(string fault, S3Refusal refusal)
    {
        var explanation = Refused.Explain(refusal);
        Assert.True(explanation.Findings.Count > 0, fault);
        AssertHides(Url,
        [
            $"{explanation}", JsonSerializer.Serialize(explanation), $"{explanation.Comparison}", JsonSerializer.Serialize(explanation.Comparison),
            string.Join('\n', explanation.Findings), string.Join('\n', explanation.Comparison?.Lines ?? []),
        ]);
    }

    private static void AssertHides(string url, IEnumerable<string> outputs)
    {
        foreach (var output in outputs)
        {
            var plain = output.Replace("\\u002B", "+", StringComparison.Ordinal);
            foreach (var secret in (string[])[Refused.Secret, Refused.Token, "FQoGZXIvYXdzEBYaD%2Fa%2Btoken%2Fwith%3D%3Dsigns", Refused.Signature(
                url), CustomerKey, Bearer])
            {
                Assert.DoesNotContain(secret, plain, StringComparison.OrdinalIgnoreCase);
            }
        }
    }
}
