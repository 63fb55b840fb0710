using System.Text.Json;
using PresignKit.SigV4;

namespace PresignKit.Explaining.Tests;

/// <summary>A signature or a token that wrong encoding moved into a name, a value, or the path is not shown, not even in part.</summary>
public class MovedQueryTests
{
    // Parts of this length would be noticed.
    private const int Window = 16;

    private static readonly string Token = "IQoJb3JpZ2luX2VjE" + string.Concat(Enumerable.Range(0, 60).Select(i => $"a{i:D2}+/B{i * 7:D3}")) + "==";
    private static readonly SigV4Credentials Credentials = new("ASIAEXAMPLE", Refused.Secret, Token);
    private static readonly string Url = Refused.Get(Credentials, key: "k");

    // The order of parameters is up to the signer, so the signature may also be the first.
    private static readonly string Reordered =
        $"{Url.Split('?')[0]}?X-Amz-Signature={Refused.Signature(Url)}&{Url.Split('?')[1].Split("&X-Amz-Signature")[0]}";

    public static TheoryData<string, string, string> Changes => new()
    {
        { "none", "", "" },
        { "question mark encoded", "?", "%3F" },
        { "question mark encoded twice", "?", "%253F" },
        { "question mark to slash", "?", "/" },
        { "question mark to ampersand", "?", "&" },
        { "question mark to semicolon", "?", ";" },
        { "equals sign of the signature", "X-Amz-Signature=", "X-Amz-Signature%3D" },
        { "equals sign of the signature in lower case", "X-Amz-Signature=", "X-Amz-Signature%3d" },
        { "equals sign of the token", "Security-Token=", "Security-Token%3D" },
        { "all equals signs", "=", "%3D" },
        { "all equals signs twice", "=", "%253D" },
        { "all ampersands", "&", "%26" },
        { "signature renamed", "X-Amz-Signature", "sig" },
        { "percent encoded", "%", "%25" },
        { "plus not encoded", "%2B", "+" },
        { "secret in the path", "/k?", "/" + new string('x', 170) + "/" + Refused.Secret.Replace("+", "%2B", StringComparison.Ordinal) + "?" },
        { "token in the path", "/k?", "/" + Token.Replace("+", "%2B", StringComparison.Ordinal) + "?" },
        { "token in the region", "%2Feu-central-1%2F", $"%2F{Uri.EscapeDataString(Token)}%2F" },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public void Explain_PartOfQueryMoved_ShowsNoPartOfASecret(string change, string old, string changed)
    {
        foreach (var signed in (string[])[Url, Reordered])
        {
            var sent = old.Length == 0 ? signed : signed.Replace(old, changed, StringComparison.Ordinal);
            var target = sent[sent.IndexOf("/media", StringComparison.Ordinal)..].Split('?');
            string[] received =
            [
                "GET\n/media/k\nX-Amz-Algorithm=AWS4-HMAC-SHA256", $"GET\n{target[0]}x\n", $"GET\n/media/k\n{target.ElementAtOrDefault(1)}",
            ];
            foreach (var (credentials, issued, canonical, code) in
                from credentials in (SigV4Credentials?[])[Credentials, Refused.Static, null]
                from issued in (string?[])[null, signed]
                from canonical in received
                from code in (string[])["SignatureDoesNotMatch", "NoSuchKey"]
                select (credentials, issued, canonical, code))
            {
                // Without credentials, nothing says what the secret is.
                if (credentials is null && change.StartsWith("secret", StringComparison.Ordinal))
                {
                    continue;
                }

                var escaped = canonical.Replace("&", "&amp;", StringComparison.Ordinal);
                var explanation = Refused.Explain(new()
                {
                    Method = "GET", Url = sent, IssuedUrl = issued, Credentials = credentials, Status = code == "NoSuchKey" ? 404 : 403,
                    ErrorXml = Refused.Error(code, "", ("CanonicalRequest", $"{escaped}\nhost:s3.example.com\n\nhost\nUNSIGNED-PAYLOAD")),
                });
                var text = $"{explanation}\n{explanation.Comparison}\n{JsonSerializer.Serialize(explanation)}";
                foreach (var secret in (string[])[Refused.Secret, Token, Uri.EscapeDataString(Token), Refused.Signature(Url)])
                {
                    for (var i = 0; i + Window <= secret.Length; i += 4)
                    {
                        Assert.False(text.Contains(secret.Substring(i, Window), StringComparison.OrdinalIgnoreCase), $"{change}, {code}: {text}");
                    }
                }
            }
        }
    }

    [Fact]
    public void Explain_EqualsSignOfSignatureEncoded_ShowsTheNameOnly()
    {
        var sent = Url.Replace("X-Amz-Signature=", "X-Amz-Signature%3D", StringComparison.Ordinal);
        var canonical = $"GET\n/media/k\n{sent.Split('?')[1].Replace("&", "&amp;", StringComparison.Ordinal)}=\nhost:other\n\nhost\nUNSIGNED-PAYLOAD";

        var explanation = Refused.Explain(
            new() { Method = "GET", Url = sent, Status = 403, ErrorXml = Refused.Error("SignatureDoesNotMatch", "", ("CanonicalRequest", canonical)) });

        Assert.Contains(explanation.Comparison!.Lines, line => line.Part == "query X-Amz-Signature" && line.Left == "(redacted)");
    }

    [Fact]
    public void Explain_LongKey_IsShortened()
    {
        var url = Refused.Get(key: new string('k', 300));

        var explanation = Refused.Explain(new() { Method = "GET", Url = url, Status = 404, ErrorXml = Refused.Error("NoSuchKey") });

        Assert.Contains($"'/media/{new string('k', 193)}...'", explanation.Cause!.Message, StringComparison.Ordinal);
    }
}
