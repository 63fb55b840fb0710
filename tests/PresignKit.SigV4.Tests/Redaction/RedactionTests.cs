using System.Diagnostics;
using System.Reflection;
using PresignKit.SigV4.Chunked;
using PresignKit.SigV4.Signing;
using PresignKit.SigV4.Verification;

namespace PresignKit.SigV4.Tests.Redaction;

/// <summary>No text in a log, a debugger, or an exception contains the secret, the session token, or a signature.</summary>
public class RedactionTests
{
    private const string Secret = "TheSecretAccessKey";
    private const string SessionToken = "TheSessionToken";

    private static readonly DateTimeOffset Now = new(2026, 11, 24, 0, 0, 0, TimeSpan.Zero);
    private static readonly SigV4Credentials Credentials = new("AKIDEXAMPLE", Secret, SessionToken);
    private static readonly BucketEndpoint Endpoint = BucketEndpoint.Create("https://s3.example.com", "media", BucketAddressing.Path);
    private static readonly SigV4Verifier Verifier = new(_ => Credentials, "auto");

    [Fact]
    public void ToString_OfEveryType_ShowsNoSecret()
    {
        var url = new UrlPresigner(Endpoint, Credentials, "auto").Presign(new PresignRequest
        {
            Method = "GET", Target = PresignTarget.ForObject("x"), SignedAt = Now, Lifetime = TimeSpan.FromMinutes(1),
        });
        var request = new WireRequest("GET", url["https://s3.example.com".Length..], [new("host", "s3.example.com")]);
        var verified = Verifier.VerifyPresignedUrl(request, Now);
        var refused = Verifier.VerifyPresignedUrl(new WireRequest("PUT", request.RawTarget, request.Headers), Now);
        var post = new PostPolicySigner(Endpoint, Credentials, "auto").Sign(new PostPolicy("x", TimeSpan.FromMinutes(1)), Now);
        Assert.True(PostPolicyDocument.TryParse(post.Fields.Single(f => f.Name == "policy").Value, out var document));
        var signature = url[^64..];
        var postSignature = post.Fields[^1].Value;
        Assert.True(verified.IsVerified);
        Assert.Equal(64, postSignature.Length);

        object[] values =
        [
            Credentials, Endpoint, request, verified, refused, post, document, Verifier, new HeaderSigner(Credentials, "auto"), verified.ChunkSeed!,
            new SigningIdentity(Credentials, "auto", "s3"), new SigningIdentity(Credentials, "auto", "s3").At(Now),
            new AuthorizationHeader("credential", "host", signature), new ChunkHeader(1, signature),
            PostCondition.Exactly("x-amz-security-token", SessionToken), .. post.Fields, .. document.Conditions.Cast<object>(),
        ];
        foreach (var value in values)
        {
            foreach (var text in Shown(value))
            {
                Assert.DoesNotContain(Secret, text, StringComparison.Ordinal);
                Assert.DoesNotContain(SessionToken, text, StringComparison.Ordinal);
                Assert.DoesNotContain(signature, text, StringComparison.Ordinal);
                Assert.DoesNotContain(postSignature, text, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void SigV4Credentials_PublicMembers_ShowNoSecret()
    {
        var members = typeof(SigV4Credentials).GetProperties(BindingFlags.Public | BindingFlags.Instance);
        Assert.Equal(["AccessKeyId"], members.Select(m => m.Name));
        Assert.Empty(typeof(SigV4Credentials).GetFields(BindingFlags.Public | BindingFlags.Instance));
    }

    [Theory]
    [InlineData("x-amz-security-token")]
    [InlineData("X-Amz-Security-Token")]
    public void Evaluate_TokenConditionNotMet_MessageShowsNoToken(string name)
    {
        var post = new PostPolicySigner(Endpoint, Credentials, "auto").Sign(new PostPolicy("x", TimeSpan.FromMinutes(1)), Now);
        Assert.True(PostPolicyDocument.TryParse(post.Fields.Single(f => f.Name == "policy").Value, out var document));

        var evaluation = document.Evaluate(
            "media",
            [.. post.Fields.Select(f => f.Name == "x-amz-security-token" ? new NameValue(name, "other") : f)],
            null,
            Now);

        Assert.Equal(PostPolicyFailure.ConditionFailed, evaluation.Failure);
        Assert.Contains("x-amz-security-token", evaluation.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(SessionToken, evaluation.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Exceptions_OfBadArguments_ShowNoSecret()
    {
        Action[] mistakes =
        [
            () => _ = new SigV4Credentials("a b", Secret, SessionToken),
            () => _ = new SigV4Credentials("", Secret, SessionToken),
            () => _ = new SigV4Credentials("A", Secret, SessionToken + "\n"),
            () => _ = new UrlPresigner(Endpoint, Credentials, "a/b"),
            () => _ = new PostPolicy("x", TimeSpan.FromMinutes(1), [new("x-amz-security-token", SessionToken)]),
            () => _ = new PostPolicy("x", TimeSpan.FromMinutes(1), [new("a", SessionToken + "\uD800")]),
            () => Presign(new NameValue("X-Amz-Security-Token", SessionToken)),
            () => Presign(new NameValue("a", SessionToken + "\uD800")),
            () => PresignHeader(new NameValue("x-amz-security-token", SessionToken + "\n")),
        ];
        foreach (var mistake in mistakes)
        {
            var text = Assert.ThrowsAny<ArgumentException>(mistake).ToString();
            Assert.DoesNotContain(Secret, text, StringComparison.Ordinal);
            Assert.DoesNotContain(SessionToken, text, StringComparison.Ordinal);
        }

        Assert.Equal("The aws-chunked body was refused: ChunkSignatureMismatch.", new AwsChunkedException(AwsChunkedError.ChunkSignatureMismatch).Message);
    }

    private static void Presign(NameValue parameter) => new UrlPresigner(Endpoint, Credentials, "auto").Presign(new PresignRequest
    {
        Method = "GET", Target = PresignTarget.ForObject("x"), SignedAt = Now, Lifetime = TimeSpan.FromMinutes(1), Query = [parameter],
    });

    private static void PresignHeader(NameValue header) => new UrlPresigner(Endpoint, Credentials, "auto").Presign(new PresignRequest
    {
        Method = "GET", Target = PresignTarget.ForObject("x"), SignedAt = Now, Lifetime = TimeSpan.FromMinutes(1), Headers = [header],
    });

    // ToString, which is also what the debugger shows for types with their own debugger display.
    private static IEnumerable<string> Shown(object value)
    {
        yield return value.ToString() ?? "";
        if (value.GetType().GetCustomAttribute<DebuggerDisplayAttribute>() is { } display)
        {
            Assert.Equal("{ToString(),nq}", display.Value);
        }
    }
}
